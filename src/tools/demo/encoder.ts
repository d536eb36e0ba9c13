/** The CNN of the demo: nsfwjs's MobileNetV2 1.4 graph, cut after block 13's expansion. */
import type { EncoderFile } from '../../bundle/manifest';
import { INPUT_SIZE, PICTURE_SIZE } from './pictures';
import { requirePackage } from './packages';

export const encoderDeclaration: EncoderFile = {
  path: 'encoder/model.json',
  output: 'MobilenetV2/expanded_conv_13/expand/Relu6',
  inputSize: INPUT_SIZE,
  pictureSize: PICTURE_SIZE,
};

const WEIGHTS = 'weights.bin';
const WEIGHTS_PATH = `encoder/${WEIGHTS}`;

interface GraphNode {
  name: string;
  op: string;
  input?: string[];
}

interface WeightEntry {
  name: string;
  shape: number[];
  dtype: 'float32' | 'int32';
  quantization?: { min: number; scale: number; dtype: 'uint8' };
}

interface ModelJson {
  format: string;
  generatedBy: string;
  convertedBy: string;
  modelTopology: { node: GraphNode[]; versions: { producer: number } };
  weightsManifest: { paths: string[]; weights: WeightEntry[] }[];
}

const model = (file: string): string => `nsfwjs/dist/models/mobilenet_v2_mid/${file}.min.js`;

function loadWhole(): { json: ModelJson; weights: Buffer } {
  const json = requirePackage(`./node_modules/${model('model')}`) as ModelJson;
  const shards = json.weightsManifest.flatMap((group) => group.paths);
  const parts = shards.map((shard) => Buffer.from(requirePackage(`./node_modules/${model(shard)}`) as string, 'base64'));
  return { json, weights: Buffer.concat(parts) };
}

/** Names of the nodes that the output is computed from, itself included. */
function ancestors(nodes: GraphNode[], output: string): Set<string> {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const found = new Set<string>();
  const open = [output];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    open.push(...(byName.get(name)?.input ?? []));
  }
  return found;
}

const byteLength = ({ shape, quantization }: WeightEntry): number => shape.reduce((product, size) => product * size, quantization ? 1 : 4);

function sliceWeights(entries: WeightEntry[], weights: Buffer, kept: Set<string>): { entries: WeightEntry[]; bytes: Buffer } {
  const parts: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const end = at + byteLength(entry);
    if (kept.has(entry.name)) parts.push(weights.subarray(at, end));
    at = end;
  }
  if (at !== weights.length) throw new Error(`Cutting the CNN: expected ${at} bytes of weights, got ${weights.length}.`);
  return { entries: entries.filter((entry) => kept.has(entry.name)), bytes: Buffer.concat(parts) };
}

/** Files of the cut model; the exporter's long common prefix of node names is dropped. */
export function cutEncoder(): { modelJson: Buffer; weights: Buffer; files: Record<string, Buffer> } {
  const { json, weights } = loadWhole();
  const nodes = json.modelTopology.node;
  const output = nodes.find((node) => node.name.endsWith(encoderDeclaration.output))?.name;
  if (output === undefined) throw new Error(`Cutting the CNN: expected a node ${encoderDeclaration.output}, got none.`);
  const prefix = output.slice(0, -encoderDeclaration.output.length);
  const short = (name: string): string => (name.startsWith(prefix) ? name.slice(prefix.length) : name);
  const kept = ancestors(nodes, output);
  const node = nodes.filter(({ name }) => kept.has(name)).map((n) => ({ ...n, name: short(n.name), ...(n.input && { input: n.input.map(short) }) }));
  const sliced = sliceWeights(json.weightsManifest.flatMap((group) => group.weights), weights, kept);
  const { format, generatedBy, convertedBy } = json;
  const modelTopology = { node, versions: json.modelTopology.versions };
  const weightsManifest = [{ paths: [WEIGHTS], weights: sliced.entries.map((entry) => ({ ...entry, name: short(entry.name) })) }];
  const modelJson = Buffer.from(JSON.stringify({ format, generatedBy, convertedBy, modelTopology, weightsManifest }));
  return { modelJson, weights: sliced.bytes, files: { [encoderDeclaration.path]: modelJson, [WEIGHTS_PATH]: sliced.bytes } };
}
