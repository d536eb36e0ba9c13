import { testEveryIndex } from './fixtures/everyIndex';
import { PlainIndex } from './plainIndex';

testEveryIndex(async (options) => new PlainIndex(options));
