/** The first 128 bytes of a MATLAB file of level 5: https://www.mathworks.com/help/pdf_doc/matlab/matfile_format.pdf */
import { BundleError } from './problem';

export const MAT_HEADER_BYTES = 128;

const HDF5_MAGIC = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
const HDF5_AT = [0, 512];
/** Byte order, number format and matrix type of a level 4 matrix as decimal digits. */
const LARGEST_LEVEL_4_TYPE = 4052;
const LONGEST_LEVEL_4_NAME = 64;
const RESAVE = 'Save it again: in MATLAB with save(…, "-v7"), in Python with scipy.io.savemat (h5py reads version 7.3).';

function otherVersion(path: string, got: string): BundleError {
  return new BundleError(`${path}: expected a MATLAB file of version 5 to 7, got ${got}.`, RESAVE);
}

function isHdf5(bytes: Uint8Array): boolean {
  return HDF5_AT.some((start) => HDF5_MAGIC.every((byte, i) => bytes[start + i] === byte));
}

/** Level 5 files start with four letters, level 4 files with five integers: type, rows, columns, whether complex, length of the name. */
function isLevel4(view: DataView): boolean {
  if (view.byteLength < 20) return false;
  return [true, false].some((littleEndian) => {
    const [type, complex, name] = [0, 12, 16].map((at) => view.getUint32(at, littleEndian));
    return type! <= LARGEST_LEVEL_4_TYPE && complex! <= 1 && name! >= 1 && name! <= LONGEST_LEVEL_4_NAME;
  });
}

/** True where the numbers of the file are little endian. Throws BundleError for other versions, and for what is no MATLAB file. */
export function isLittleEndian(bytes: Uint8Array, path: string): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isHdf5(bytes)) throw otherVersion(path, 'one of version 7.3 (HDF5)');
  if (isLevel4(view)) throw otherVersion(path, 'one of version 4');
  const order = bytes.length < MAT_HEADER_BYTES ? '' : String.fromCharCode(bytes[126]!, bytes[127]!);
  if (order !== 'IM' && order !== 'MI') throw otherVersion(path, bytes.length < MAT_HEADER_BYTES ? `${bytes.length} bytes` : 'something else');
  const version = view.getUint16(124, order === 'IM');
  if (version === 0x200) throw otherVersion(path, 'one of version 7.3 (HDF5)');
  if (version !== 0x100) throw otherVersion(path, `format number 0x${version.toString(16)}`);
  return order === 'IM';
}
