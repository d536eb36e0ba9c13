/** Held while a dataset is imported. */
import { folderLocks } from './folderLocks';

export const { hold, letGo, whenIdle, ifIdle } = folderLocks('alscor-dataset-');
