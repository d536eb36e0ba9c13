import type { Inks } from './looks';

const hueNames = ['image', 'text', 'correlation', 'adversary', 'method-3', 'method-4', 'method-5', 'method-6'];

/** The page's colours as they are in the present theme. */
export function readInks(): Inks {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ground: read('panel'), ink: read('ink'), muted: read('muted'), accent: read('accent'), image: read('image'), text: read('text'),
    hues: hueNames.map(read),
  };
}

/** Calls back when the theme has changed, until the returned function is called. */
export function followTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

