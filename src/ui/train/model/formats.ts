import type { ModelFormat } from '../../../worker/protocol';

interface FormatWords {
  format: ModelFormat;
  title: string;
  /** What is inside, and for what. */
  inside: string;
}

export const formats: FormatWords[] = [
  { format: 'safetensors', title: 'Model (.safetensors)', inside: 'All weights with preprocessing, classes and settings. This page opens it again.' },
  { format: 'onnx', title: 'Towers (.onnx)', inside: 'From raw features to common space and class probabilities, image and text. For ONNX Runtime; a zip.' },
  { format: 'npy', title: 'Embeddings (.npy)', inside: 'The place of every item in the common space, and its class probabilities. For numpy; a zip.' },
  { format: 'parquet', title: 'Embeddings (.parquet)', inside: 'The same places with captions, ids, classes and splits, as clip-retrieval lays them out. For pandas; this page takes it in as a dataset; a zip.' },
];

export const titleOf = (format: ModelFormat): string => formats.find((words) => words.format === format)!.title;
