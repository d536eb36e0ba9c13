/** The parts of hyparquet that read footers, page headers and packed values, loaded only where a file needs them. */
import { BundleError, reasonOf } from '../problem';

async function load() {
  const [metadata, column, datapage, plain, delta, encoding, packed] = await Promise.all([
    import('hyparquet/src/metadata.js'),
    import('hyparquet/src/column.js'),
    import('hyparquet/src/datapage.js'),
    import('hyparquet/src/plain.js'),
    import('hyparquet/src/delta.js'),
    import('hyparquet/src/encoding.js'),
    import('hyparquet-compressors'),
  ]);
  return {
    readFooter: metadata.parquetMetadataAsync,
    schemaOf: metadata.parquetSchema,
    readPageHeader: column.parquetHeader,
    unpackPage: datapage.decompressPage,
    readPlain: plain.readPlain,
    deltaIntegers: delta.deltaBinaryUnpack,
    deltaLengths: delta.deltaLengthByteArray,
    splitStreams: encoding.byteStreamSplit,
    compressors: packed.compressors,
  };
}

export type ParquetLibrary = Awaited<ReturnType<typeof load>>;

/** Throws BundleError where it cannot be loaded. */
export async function loadParquet(): Promise<ParquetLibrary> {
  try {
    return await load();
  } catch (cause) {
    throw new BundleError(`Loading the Parquet library: ${reasonOf(cause)}`, 'Reload the page.', { cause });
  }
}
