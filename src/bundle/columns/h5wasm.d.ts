/** The package exports only one shared library, which one bad file would spoil for all: its factory is imported by path. */
declare module '*/h5wasm/dist/esm/hdf5_util.js' {
  interface Options {
    noInitialRun: boolean;
    print: (line: string) => void;
    printErr: (line: string) => void;
    stdin: () => null;
  }
  export default function create(options: Options): Promise<import('./hdf5Module').Hdf5Module>;
}
