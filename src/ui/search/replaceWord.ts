/** Replaces each whole occurrence of a word, whatever its case. */
export function replaceWord(text: string, word: string, replacement: string): string {
  return text.split(/(\s+)/).map((part) => (part.toLowerCase().replace(/[^\p{L}\p{N}'-]/gu, '') === word.toLowerCase() ? replacement : part)).join('');
}
