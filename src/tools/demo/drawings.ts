/** Drawings of emoji by vendor and code: SVG of the iconify sets, WebP of Fluent 3D. */
import { readdirSync, readFileSync } from 'node:fs';
import { packageFile, readPackageJson } from './packages';

/** View 0 first. Fluent 3D is shaded like a photograph, so it is the view that is shown and evaluated. */
export const vendors = ['fluent-3d', 'fluent-flat', 'noto', 'twemoji'] as const;

export type Vendor = (typeof vendors)[number];

/** `1F44D-FE0F` → `1f44d`: the sets disagree about variation selectors. */
export const withoutSelectors = (code: string): string => code.toLowerCase().replaceAll('-fe0f', '');

const iconSets = { 'fluent-flat': 'fluent-emoji-flat', noto: 'noto', twemoji: 'twemoji' } as const;

interface Icon {
  body: string;
  width?: number;
  height?: number;
}

interface IconSet {
  icons: Record<string, Icon>;
  aliases?: Record<string, { parent: string }>;
  width: number;
  height: number;
}

type Pictures = Map<string, () => Buffer>;

const sets = new Map<Vendor, Pictures>();

function svgOf(icon: Icon, set: IconSet): Buffer {
  const [width, height] = [icon.width ?? set.width, icon.height ?? set.height];
  const head = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`;
  return Buffer.from(`${head}${icon.body}</svg>`);
}

function loadIconSet(name: string): Pictures {
  const set = readPackageJson<IconSet>(`@iconify-json/${name}`, 'icons.json');
  const names = readPackageJson<Record<string, string>>(`@iconify-json/${name}`, 'chars.json');
  const pictures: Pictures = new Map();
  for (const [code, icon] of Object.entries(names)) {
    const found = set.icons[icon] ?? set.icons[set.aliases?.[icon]?.parent ?? ''];
    if (found) pictures.set(withoutSelectors(code), () => svgOf(found, set));
  }
  return pictures;
}

function loadFluent3d(): Pictures {
  const folder = packageFile('@lobehub/fluent-emoji-3d', 'assets');
  const files = readdirSync(folder).filter((file) => file.endsWith('.webp'));
  return new Map(files.map((file) => [withoutSelectors(file.replace('.webp', '')), () => readFileSync(`${folder}/${file}`)]));
}

function picturesOf(vendor: Vendor): Pictures {
  let pictures = sets.get(vendor);
  if (!pictures) sets.set(vendor, (pictures = vendor === 'fluent-3d' ? loadFluent3d() : loadIconSet(iconSets[vendor])));
  return pictures;
}

export const isDrawn = (vendor: Vendor, code: string): boolean => picturesOf(vendor).has(code);

/** SVG or WebP file of a drawing. Throws where the vendor has none. */
export function drawing(vendor: Vendor, code: string): Buffer {
  const picture = picturesOf(vendor).get(code);
  if (!picture) throw new Error(`Drawing ${code}: expected a picture by ${vendor}, got none. Delete .cache/demo and try again.`);
  return picture();
}
