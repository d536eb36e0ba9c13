import { expect, test } from 'vitest';
import { dropOf } from './fixtures/dropOf';
import { numberColumn, textColumn } from './fixtures/memoryColumns';
import { detectSvcl } from './layoutSvcl';

const mat = (name: string, rows: number, dims: number, values?: number[]) => numberColumn('wiki/raw_features.mat', name, rows, dims, values);
const features = [mat('I_tr', 4, 128), mat('T_tr', 4, 10), mat('I_te', 2, 128), mat('T_te', 2, 10)];
const list = (word: string, rows: number) => textColumn(`wiki/${word}set_txt_img_cat.list`, '', ['t-1\ti-1\t2', 't-2\ti-2\t1'].slice(0, rows), rows);
const at = (name: string) => ({ path: 'wiki/raw_features.mat', name });

test('classes come from L_tr and L_te in the file', async () => {
  const guess = await detectSvcl(dropOf(...features, mat('L_tr', 4, 1), mat('L_te', 2, 1)));
  expect(guess).toMatchObject({ certain: true, mapping: { layout: 'svcl-mat', name: 'dropped', labels: null, classNames: null } });
  expect(guess?.mapping.parts).toEqual([
    { split: 'train', roles: { image: at('I_tr'), text: at('T_tr'), labels: at('L_tr') } },
    { split: 'test', roles: { image: at('I_te'), text: at('T_te'), labels: at('L_te') } },
  ]);
  expect(guess?.reasons[1]).toBe('Image features (train): I_tr, 4 × 128. Text features: T_tr, 4 × 10.');
});

test('classes and ids come from the lists beside the file, names from categories.list', async () => {
  const guess = await detectSvcl(dropOf(...features, list('train', 4), list('test', 2), textColumn('wiki/categories.list', '', ['art', 'biology'])));
  expect(guess?.mapping.classNames).toEqual(['art', 'biology']);
  const path = 'wiki/testset_txt_img_cat.list';
  expect(guess?.mapping.parts[1]).toEqual({ split: 'test', roles: { image: at('I_te'), text: at('T_te'), labels: { path, name: 'field 3' }, id: { path, name: 'field 1' } } });
});

test('lists of another form, or in another folder, are left alone', async () => {
  const guess = await detectSvcl(dropOf(...features, textColumn('wiki/trainset_txt_img_cat.list', '', ['a b c'], 4), textColumn('else/testset_txt_img_cat.list', '', ['a\tb\t1'], 2)));
  expect(guess?.mapping.parts.map(({ roles }) => roles.labels)).toEqual([undefined, undefined]);
  expect(guess?.certain).toBe(true);
  expect(guess?.reasons).toContain('There are no classes for the train split: no L_tr, and no *train*_txt_img_cat.list beside the file.');
});

const xmedia = (name: string, rows: number, dims: number, values?: number[]) => numberColumn('XMedia.mat', name, rows, dims, values);

test('of XMedia image and text are taken, the other modalities are not', async () => {
  const columns = ['tr', 'te'].flatMap((short) => [
    xmedia(`A_${short}`, 3, 29), xmedia(`I_${short}_CNN`, 3, 4096), xmedia(`T_${short}_BOW`, 3, 3000), xmedia(`V_${short}_CNN`, 3, 4096),
    xmedia(`${short}ImgCat`, 3, 1, [1, 2, 3]), xmedia(`${short}TxtCat`, 3, 1, [1, 2, 3]), xmedia(`${short}AudCat`, 3, 1),
  ]);
  const guess = await detectSvcl(dropOf(...columns));
  expect(guess).toMatchObject({ certain: true, doubts: [], mapping: { layout: 'xmedia-mat' } });
  const of = (name: string) => ({ path: 'XMedia.mat', name });
  expect(guess?.mapping.parts).toEqual([
    { split: 'train', roles: { image: of('I_tr_CNN'), text: of('T_tr_BOW'), labels: of('trImgCat') } },
    { split: 'test', roles: { image: of('I_te_CNN'), text: of('T_te_BOW'), labels: of('teImgCat') } },
  ]);
});

test('classes of image and text that differ, and several features of one modality, are doubts', async () => {
  const columns = ['tr', 'te'].flatMap((short) => [
    xmedia(`I_${short}_BOVW`, 3, 500), xmedia(`I_${short}_CNN`, 3, 4096), xmedia(`T_${short}_BOW`, 3, 3000),
    xmedia(`${short}ImgCat`, 3, 1, [1, 2, 3]), xmedia(`${short}TxtCat`, 3, 1, short === 'tr' ? [1, 3, 2] : [1, 2, 3]),
  ]);
  const guess = await detectSvcl(dropOf(...columns));
  expect(guess?.mapping.parts[0]?.roles.image?.name).toBe('I_tr_CNN');
  expect(guess?.certain).toBe(false);
  expect(guess?.doubts).toEqual([
    'There are several image features, I_tr_CNN and I_tr_BOVW: I_tr_CNN was taken.',
    'trImgCat of XMedia.mat and trTxtCat of XMedia.mat differ in row 2: row i of both must be the same pair. The classes of the images were taken.',
    'There are several image features, I_te_CNN and I_te_BOVW: I_te_CNN was taken.',
  ]);
});

test('a second such file is a doubt, a file without one of the splits is none', async () => {
  const other = features.map((column) => ({ ...column, path: 'wiki/other.mat' }));
  expect((await detectSvcl(dropOf(...features, ...other)))?.doubts).toEqual(['wiki/other.mat has such variables too: only wiki/raw_features.mat was taken.']);
  expect(await detectSvcl(dropOf(...features.slice(0, 3)))).toBeNull();
});
