/** One tower of a trained model as an ONNX graph: raw features in, place in the common space and class probabilities out. */
import type { Standardiser } from '../../../alscor/data';
import type { AlscorModel, MemberModel, PlainMatrix } from '../../../alscor/model';
import type { FittedPreprocessing } from '../../../math/preprocess';
import type { Modality } from '../../../retrieval/scores';
import type { TrainedModel } from '../../search/searchModel';
import { rawDims } from '../preprocessingTensors';
import { GraphBuilder, unitRows } from './graph';
import { encodeOnnx, type Graph } from './messages';

/** How `preprocess` does it, but for the refusal of negative counts. */
function preprocessed(graph: GraphBuilder, fitted: FittedPreprocessing, x: string): string {
  switch (fitted.kind) {
    case 'none':
      return x;
    case 'sqrt':
      return graph.node('Mul', 'preprocessed', [graph.node('Sign', 'signs', [x]), graph.node('Sqrt', 'roots', [graph.node('Abs', 'sizes', [x])])]);
    case 'l2':
      return unitRows(graph, 'preprocessed', x);
    case 'tfidf':
      return unitRows(graph, 'preprocessed', graph.node('Mul', 'weighted', [x, graph.constant('idf', [fitted.idf.length], fitted.idf)]));
    case 'pca': {
      const centred = graph.node('Sub', 'centred', [x, graph.constant('principal.mean', [fitted.mean.length], fitted.mean)]);
      return graph.node('MatMul', 'preprocessed', [centred, graph.constant('principal.directions', [fitted.mean.length, fitted.kept], fitted.directions)]);
    }
    default:
      return fitted satisfies never;
  }
}

function standardised(graph: GraphBuilder, { mean, scale }: Standardiser, x: string): string {
  const centred = graph.node('Sub', 'standardised.centred', [x, graph.constant('standardiser.mean', [mean.length], mean)]);
  return graph.node('Mul', 'standardised', [centred, graph.constant('standardiser.scale', [scale.length], scale)]);
}

/** What one member makes of standardised features: its latent of length 1, and its class probabilities. */
function memberOutputs(graph: GraphBuilder, { weights, projection }: MemberModel, name: string, modality: Modality, { config, multiLabel }: AlscorModel, x: string): { latent: string; posterior: string } {
  const matrix = (part: string, { rows, columns, data }: PlainMatrix) => graph.constant(`${name}.${part}`, [rows, columns], data);
  const affine = (part: string, input: string, weight: PlainMatrix, bias: PlainMatrix) => graph.node('Gemm', `${name}.${part}`, [input, matrix(`${part}.weight`, weight), matrix(`${part}.bias`, bias)]);
  const net = modality === 'image' ? weights.visNet : weights.txtNet;
  const [mean, project] = modality === 'image' ? [projection.meanU, projection.projectU] : [projection.meanW, projection.projectW];
  const hidden = graph.node(config.activation === 'relu' ? 'Relu' : 'Tanh', `${name}.activated`, [affine('hidden', x, net.hidden, net.hiddenBias)]);
  const centred = graph.node('Sub', `${name}.centred`, [affine('output', hidden, net.output, net.outputBias), matrix('mean', mean)]);
  const variates = graph.node('MatMul', `${name}.variates`, [centred, matrix('project', project)]);
  const logits = affine('logits', variates, weights.classifier.weight, weights.classifier.bias);
  const posterior = multiLabel ? graph.node('Sigmoid', `${name}.posterior`, [logits]) : graph.node('Softmax', `${name}.posterior`, [logits], { axis: 1 });
  return { latent: unitRows(graph, `${name}.latent`, variates), posterior };
}

/** As `joinEmbeddings`: latents side by side over √members, and the mean of the posteriors. */
function joined(graph: GraphBuilder, members: { latent: string; posterior: string }[]): void {
  const latents = members.map(({ latent }) => latent);
  const posteriors = members.map(({ posterior }) => posterior);
  const share = graph.constant('latent.share', [], Float32Array.of(1 / Math.sqrt(members.length)));
  graph.node('Mul', 'embedding', [latents.length === 1 ? latents[0]! : graph.node('Concat', 'latents', latents, { axis: 1 }), share]);
  graph.node('Mean', 'posterior', posteriors);
}

/** @param properties texts that stand in the file, e.g. what made the features */
export function encodeTower(trained: TrainedModel, modality: Modality, properties: Record<string, string>): Uint8Array<ArrayBuffer> {
  const graph = new GraphBuilder();
  const [fitted, standardiser] = [trained.preprocessing[modality], trained.standardisers[modality]];
  const x = standardised(graph, standardiser, preprocessed(graph, fitted, 'features'));
  joined(graph, trained.members.map((member, m) => memberOutputs(graph, member, `member${m}`, modality, trained, x)));
  const { columns: classes } = trained.members[0]!.weights.classifier.bias;
  const { nodes, constants } = graph;
  const described: Graph = {
    name: `alscor_${modality}_tower`,
    description: `ALSCOR: ${modality} features to the common space, preprocessing and standardisation included.`,
    input: { name: 'features', width: rawDims(fitted, standardiser.mean.length), description: 'Raw features as the dataset has them, a row an item.' },
    outputs: [
      { name: 'embedding', width: trained.members.length * trained.config.latentDim, description: 'Place in the common space, of length 1: the canonical score of two items is the product of their embeddings.' },
      { name: 'posterior', width: classes, description: 'Probability of each class: the semantic score of two items is the product of their posteriors.' },
    ],
    nodes,
    constants,
  };
  return encodeOnnx(described, properties);
}
