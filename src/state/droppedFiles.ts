export interface PathedFile {
  path: string;
  file: File;
}

function asFile(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A reader answers in batches of at most a hundred: read until a batch is empty. */
async function listFolder(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return entries;
    entries.push(...batch);
  }
}

async function walk(entry: FileSystemEntry, prefix: string): Promise<PathedFile[]> {
  if (entry.isFile) return [{ path: prefix + entry.name, file: await asFile(entry as FileSystemFileEntry) }];
  const children = await listFolder(entry as FileSystemDirectoryEntry);
  return (await Promise.all(children.map((child) => walk(child, `${prefix}${entry.name}/`)))).flat();
}

/** Paths without the one folder that holds everything, if there is one. */
export function withoutTopFolder(files: PathedFile[]): PathedFile[] {
  const top = files[0]?.path.split('/')[0];
  const nested = files.length > 0 && files.every(({ path }) => path.startsWith(`${top}/`));
  return nested ? files.map(({ path, file }) => ({ path: path.slice(top!.length + 1), file })) : files;
}

/** Every file of a drop. The entries must be taken before the first await: a drop's list is emptied after its event. */
export function droppedFiles(transfer: DataTransfer): Promise<PathedFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return Promise.resolve([...transfer.files].map((file) => ({ path: file.name, file })));
  return Promise.all(entries.map((entry) => walk(entry, ''))).then((found) => withoutTopFolder(found.flat()));
}

/** Files of an `<input type="file">`, with their paths where it is a folder's. */
export function chosenFiles(list: FileList | null): PathedFile[] {
  return withoutTopFolder([...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
}
