/**
 * `npm run bench`: what a training step and a query cost on this machine, and then `npm run bench:search`. What is
 * compared is timed in turns within one process, since machines are noisy, and printed as medians and ratios.
 */
import { memory, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { defaultConfig } from '../alscor/config';
import { dataDims, fitStandardiser, gatherRows, planEpoch, uploadData, viewRows } from '../alscor/data';
import { createMasks, createTraining, disposeTraining, trainStep } from '../alscor/step';
import { readBundle } from '../bundle/read';
import { startBackend } from '../engine/backends';
import { streamKey, normal } from '../math/random';
import { rankGallery } from '../retrieval/ranker';
import { normaliseRows, scoreQuery, type Embedding } from '../retrieval/scores';
import { pairsToTrain } from '../worker/pairs';
import { openBundle } from './openBundle';
import { wasmFolder } from './wasmFolder';

type Timed = Record<string, () => Promise<void> | void>;

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** Medians in ms over `rounds`, each candidate once a round, after one round that does not count. */
async function interleaved(candidates: Timed, rounds: number): Promise<Map<string, number>> {
  const times = new Map(Object.keys(candidates).map((name) => [name, [] as number[]]));
  for (let round = -1; round < rounds; round++) {
    for (const [name, run] of Object.entries(candidates)) {
      const start = performance.now();
      await run();
      if (round >= 0) times.get(name)!.push(performance.now() - start);
    }
  }
  return new Map([...times].map(([name, values]) => [name, median(values)]));
}

function print(title: string, medians: Map<string, number>): void {
  const [first] = medians.values();
  console.log(`\n${title}`);
  for (const [name, ms] of medians) console.log(`  ${name.padEnd(34)} ${ms.toFixed(2).padStart(9)} ms   × ${(ms / first!).toFixed(2)}`);
}

/** Steps on the demo at default settings; each candidate changes one thing. */
async function benchSteps(): Promise<void> {
  await startBackend('wasm', wasmFolder());
  const dataset = await readBundle(await openBundle('demo'));
  const variants = {
    'default settings': defaultConfig,
    'without dropout': { ...defaultConfig, inputDropout: 0, hiddenDropout: 0 },
    'half the batch': { ...defaultConfig, batchSize: 128 },
    'k 64': { ...defaultConfig, latentDim: 64 },
    'hidden 256': { ...defaultConfig, hiddenDim: 256 },
  };
  const { data } = pairsToTrain(dataset, defaultConfig);
  const standardisers = { image: fitStandardiser(data.image, viewRows(data.train, data.count, data.views)), text: fitStandardiser(data.text, data.train) };
  const tensors = uploadData(data, standardisers);
  const before = memory().numTensors;
  const candidates: Timed = {};
  const made = Object.entries(variants).map(([name, config]) => {
    const training = createTraining(dataDims(data), config);
    const batch = planEpoch(data, config, 1).batches[0]!;
    candidates[name] = async () => {
      const measures: Tensor = tidy(() => {
        const [image, text, target] = [gatherRows(tensors.image, batch.imageRows), gatherRows(tensors.text, batch.pairs), gatherRows(tensors.target, batch.pairs)];
        return trainStep(training, { image, text, target, multiLabel: tensors.multiLabel, masks: createMasks(batch.pairs.length, dataDims(data), config, training.step) }, config, 0.5);
      });
      await measures.data();
      measures.dispose();
    };
    return training;
  });
  print('One training step of the demo, wasm on one thread', await interleaved(candidates, 20));
  made.forEach(disposeTraining);
  console.log(`  tensors left behind: ${memory().numTensors - before}`);
}

function randomGallery(rows: number, k: number): Embedding {
  const key = streamKey(1, rows);
  return { rows, k, latent: normaliseRows(Float32Array.from({ length: rows * k }, (_, i) => normal(key, i)), k), posterior: null, classes: 0 };
}

async function benchQueries(): Promise<void> {
  const k = 32;
  const sizes = [1_000, 10_000, 100_000];
  const candidates: Timed = {};
  for (const rows of sizes) {
    const gallery = randomGallery(rows, k);
    candidates[`score and rank ${rows} items`] = () => void rankGallery(scoreQuery(gallery, 0, gallery, 'canonical', 1));
  }
  print(`One query, exact cosine in ${k} dimensions`, await interleaved(candidates, 20));

  const scores = scoreQuery(randomGallery(100_000, k), 0, randomGallery(100_000, k), 'canonical', 1);
  const sorted = () => void Int32Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b);
  print('Ranking 100000 scores', await interleaved({ 'by sort keys': () => void rankGallery(scores), 'by a comparison function': sorted }, 5));
}

await benchSteps();
await benchQueries();
