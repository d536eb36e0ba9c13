import { fitStandardiser, standardise, viewRows, type Features, type PairData, type Standardiser } from '../alscor/data';
import { selectLabels, type ItemLabels } from '../retrieval/labels';
import { normaliseRows, type Embedding, type Modality } from '../retrieval/scores';
import { fitCca, transformCca } from './cca';
import { classProbabilities, fitLogisticRegression } from './logisticRegression';
import { chooseSetting, type Method, type SettingFit } from './method';

/** Rows of a modality, all views of an image among them, with the classes of their pair. */
function trainingRows({ count, views, labels }: PairData, rows: Int32Array, modality: Modality): { rows: Int32Array; labels: ItemLabels } {
  const own = modality === 'image' ? Int32Array.from(viewRows(rows, count, views)) : rows;
  return { rows: own, labels: selectLabels(labels, own.map((row) => row % count)) };
}

function gather({ data, dims }: Features, rows: Int32Array): Float32Array {
  const result = new Float32Array(rows.length * dims);
  rows.forEach((row, i) => result.set(data.subarray(row * dims, (row + 1) * dims), i * dims));
  return result;
}

type Classifier = (features: Features) => Promise<Float32Array>;

async function classifier(features: Features, { rows, labels }: { rows: Int32Array; labels: ItemLabels }, classes: number, l2: number): Promise<Classifier> {
  const standardiser: Standardiser = fitStandardiser(features, rows);
  const examples = { data: gather(features, rows), rows: rows.length, dims: features.dims };
  const model = await fitLogisticRegression({ ...examples, data: standardise(examples, standardiser), labels }, classes, l2);
  return (own) => classProbabilities(model, standardise(own, standardiser));
}

/** Posteriors are the space: the canonical score is their cosine, the semantic one their product. */
function posteriorEmbedding(posterior: Float32Array, classes: number): Embedding {
  return { rows: posterior.length / classes, k: classes, latent: normaliseRows(posterior.slice(), classes), posterior, classes };
}

async function fitPosteriors(data: PairData, rows: Int32Array, l2: number, project: Record<Modality, (features: Features) => Features>): ReturnType<SettingFit> {
  const { classes, count } = data;
  const classify = async (modality: Modality): Promise<Classifier> => {
    const onProjected = await classifier(project[modality](data[modality]), trainingRows(data, rows, modality), classes, l2);
    return (features) => onProjected(project[modality](features));
  };
  const classifiers = { image: await classify('image'), text: await classify('text') };
  const embed = async (modality: Modality, features: Features) => posteriorEmbedding(await classifiers[modality](features), classes);
  const shown = ({ data: values, dims }: Features): Features => ({ data: values.subarray(0, count * dims), rows: count, dims });
  return {
    scores: ['semantic', 'canonical'],
    fusedWeight: null,
    space: { image: await embed('image', shown(data.image)), text: await embed('text', data.text) },
    embed: (modality, features) => embed(modality, { data: features, rows: 1, dims: features.length }),
    embedRows: embed,
  };
}

const source = 'Rasiwasia, Costa Pereira, Coviello, Doyle, Lanckriet, Levy, Vasconcelos: A new approach to cross-modal multimedia retrieval, ACM Multimedia 2010';
const penalties = [0.003, 0.01, 0.03, 0.1];

const onRawFeatures: SettingFit = (data, rows, l2) => fitPosteriors(data, rows, l2, { image: (features) => features, text: (features) => features });

/** Semantic matching: logistic regression on each modality's features; the class posteriors are the common space. */
export const semanticMatching: Method = {
  name: 'sm',
  label: 'SM',
  source,
  hyperparameters: { 'L2 penalty': penalties.join(', ') },
  fit: (data, trainSplit) => chooseSetting('L2 penalty', penalties, onRawFeatures, data, trainSplit),
};

const CCA_OPTIONS = { maxDims: 32, ridge: 1 };

const onVariates: SettingFit = (data, rows, l2) => {
  const fitted = fitCca(data.image, data.text, rows, CCA_OPTIONS);
  const k = fitted.correlations.length;
  const onto = (modality: Modality) => (features: Features): Features => ({ data: transformCca(fitted[modality], features, features.rows), rows: features.rows, dims: k });
  return fitPosteriors(data, rows, l2, { image: onto('image'), text: onto('text') });
};

/** Semantic correlation matching: semantic matching on the variates of linear CCA. */
export const semanticCorrelationMatching: Method = {
  name: 'scm',
  label: 'SCM',
  source,
  hyperparameters: { 'L2 penalty': penalties.join(', '), dimensions: CCA_OPTIONS.maxDims, ridge: CCA_OPTIONS.ridge },
  fit: (data, trainSplit) => chooseSetting('L2 penalty', penalties, onVariates, data, trainSplit),
};
