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

export interface Drop {
  /** Of the one folder that holds everything, which the paths leave out, or of the one file; '' where there is neither. */
  name: string;
  files: PathedFile[];
}

export function dropOf(files: PathedFile[]): Drop {
  const [first] = files;
  const top = first?.path.split('/')[0] ?? '';
  const nested = first !== undefined && files.every(({ path }) => path.startsWith(`${top}/`));
  if (nested) return { name: top, files: files.map(({ path, file }) => ({ path: path.slice(top.length + 1), file })) };
  return { name: files.length === 1 ? top.replace(/\.[a-z0-9]+$/i, '') : '', files };
}

/** Every file of a drop. The entries must be taken before the first await: a drop's list is emptied after its event. */
export function droppedFiles(transfer: DataTransfer): Promise<Drop> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return Promise.resolve(dropOf([...transfer.files].map((file) => ({ path: file.name, file }))));
  return Promise.all(entries.map((entry) => walk(entry, ''))).then((found) => dropOf(found.flat()));
}

/** Files of an `<input type="file">`, with their paths where it is a folder's. */
export function chosenFiles(list: FileList | null): Drop {
  return dropOf([...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
}
