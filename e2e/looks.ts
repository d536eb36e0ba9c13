import type { Page } from '@playwright/test';

export interface Look {
  theme: 'dark' | 'light';
  width: number;
}

const looks: Look[] = [{ theme: 'dark', width: 1440 }, { theme: 'dark', width: 390 }, { theme: 'light', width: 1440 }, { theme: 'light', width: 390 }];

/** The page in both themes as on a desktop and on a phone, in turn; afterwards as on a desktop. */
export async function inEveryLook(page: Page, visit: (look: Look) => Promise<void>): Promise<void> {
  for (const look of looks) {
    const wanted = page.getByRole('button', { name: `Use the ${look.theme} theme` });
    if (await wanted.isVisible()) await wanted.click();
    await page.setViewportSize({ width: look.width, height: 900 });
    await visit(look);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** Keeps a picture of what is seen, and says where it is wider than the window. */
export async function pictured(page: Page, name: string, { theme, width }: Look, fullPage = true): Promise<string[]> {
  await page.screenshot({ path: `e2e/results/screens/${name}-${width}-${theme}.png`, fullPage });
  const pixels = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return pixels > 0 ? [`${name}, ${width} px, ${theme}: ${pixels} px too wide`] : [];
}
