/** Hands a text to the visitor as a file; nothing leaves the page. */
export function download(name: string, text: string, type: 'text/csv' | 'application/json' | 'application/x-tex'): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
