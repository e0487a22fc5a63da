/** Asks axe what is wrong with a page for those who cannot see it, or cannot use a mouse. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

type Violations = Pick<Awaited<ReturnType<AxeBuilder['analyze']>>, 'violations'>;
interface Axe {
  run(options: typeof OPTIONS): Promise<Violations>;
}

/** All rules; only of what is wrong is every element described, and not of the hundreds that are in order. */
const OPTIONS = { resultTypes: ['violations' as const] };

/**
 * What axe objects to, in words. Bringing axe into a document takes a second: where it is already, it is asked again. No page of
 * ours has frames of other origins, for which alone axe would gather its results in a second page.
 */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  const { violations } = isThere
    ? await page.evaluate((options) => (globalThis as unknown as { axe: Axe }).axe.run(options), OPTIONS)
    : await new AxeBuilder({ page }).options(OPTIONS).setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}
