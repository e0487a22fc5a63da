/** The page of every code that a bench can end with, from what its commands print. */
import { WHAT_TO_CHECK } from '@understudy/hil';
import { table } from './markdown-table.ts';

export const BENCH_CODES_PATH = 'docs/bench-codes.md';

export function benchCodesPage(): string {
  const rows = Object.entries(WHAT_TO_CHECK)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([code, { means, check }]) => [`\`${code}\``, means, check.join('<br>')]);
  return `# Codes of the bench

Generated from \`hil/src/suite\` by \`npm run generate\`: what \`understudy hil\` prints, what it means, and what to check, the likeliest
first. A code keeps its meaning for ever. The codes of the command line itself are in [errors](errors.md).

${table(['code', 'meaning', 'check'], rows)}
`;
}
