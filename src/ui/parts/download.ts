/** Hands a text to the visitor as a file; nothing leaves the page. */
export function download(name: string, text: string, type: 'text/csv' | 'application/json' | 'application/x-tex'): void {
  downloadBlob(name, new Blob([text], { type }));
}

/** A dataset's name as a file's: letters, digits, "-" and "_". */
export function fileName(name: string, ending: string): string {
  return `${name.replace(/[^\p{L}\p{N}_-]+/gu, '-').slice(0, 60) || 'dataset'}${ending}`;
}

export function downloadBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
