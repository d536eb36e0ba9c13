/** `npm run kernels`: compiles the AssemblyScript of src/engine/index/kernel/assembly into `scanWasm.ts`. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const SOURCE = 'src/engine/index/kernel/assembly/scan.ts';
const TARGET = 'src/engine/index/kernel/scanWasm.ts';

/** The module that has the compiled kernel in it. @throws Error with what the compiler says */
export async function compiledKernel(): Promise<string> {
  let binary = new Uint8Array();
  const { error, stderr } = await asc.main([SOURCE, '--runtime', 'stub', '--importMemory', '--noExportMemory', '--enable', 'simd', '-O3', '--noAssert', '--outFile', 'scan.wasm'], {
    writeFile: (_name, contents) => void (binary = Buffer.from(contents)),
  });
  if (error) throw new Error(`Compiling ${SOURCE}: ${error.message}\n${stderr.toString()}`);
  return `/** Made by \`npm run kernels\` from the AssemblyScript beside it. */\nexport const scanWasm =\n  '${Buffer.from(binary).toString('base64')}';\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const made = await compiledKernel();
  writeFileSync(TARGET, made);
  console.log(`${TARGET}: ${made.length} characters`);
}
