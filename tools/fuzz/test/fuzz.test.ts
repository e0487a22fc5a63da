/** What was found once, 20 s of each fuzz target, and planted defects that the targets must find. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FUZZ_TARGETS, type FuzzTarget, type SourcePatch } from '@understudy/firmware';
import { afterAll, describe, expect, it } from 'vitest';
import { type FuzzResult, fuzz } from '../run.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'understudy-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SECONDS = 20;
/** A planted defect ends the run when it is found, after about a second; so long at most, on a machine at work. */
const DEFECT_SECONDS = 60;
/** Fewer inputs prove nothing: a machine at work takes longer over them. */
const RUNS_MIN = 1000;
const RUNS_SECONDS = 120;
/** Building a target for the first time, and running it beside another. */
const LIMIT_MS = 300_000;

/** For the time that is set, and again when it was not enough for the inputs. */
async function fuzzed(target: FuzzTarget): Promise<FuzzResult> {
  const result = await fuzz({ target, seconds: SECONDS, root, folder });
  if (result.findings.length > 0 || result.runs > RUNS_MIN) return result;
  return fuzz({ target, seconds: RUNS_SECONDS, runs: RUNS_MIN + 1, root, folder });
}

describe('the firmware', () => {
  // Two at a time, as `npm run fuzz` does.
  for (const pair of [FUZZ_TARGETS.slice(0, 2), FUZZ_TARGETS.slice(2)]) {
    it(
      `withstands ${SECONDS} s of ${pair.join(' and of ')}`,
      async () => {
        const results = await Promise.all(pair.map(fuzzed));
        for (const { target, findings, report, runs, coverage } of results) {
          expect(findings, report).toEqual([]);
          expect(runs, `inputs of ${target}`).toBeGreaterThan(RUNS_MIN);
          expect(coverage, `edges of ${target}`).toBeGreaterThan(100);
        }
      },
      LIMIT_MS,
    );
  }
});

const DEFECTS: readonly (SourcePatch & { readonly target: FuzzTarget })[] = [
  {
    target: 'json',
    file: 'core/json.cc',
    from: 'document.key_count == limit::JSON_KEYS || ',
    to: '',
  },
  {
    target: 'table',
    file: 'core/table.cc',
    from: 'if (value != NO_PIN && value >= limit::PINS_PER_CONTROLLER) ok = false;',
    to: '',
  },
  {
    target: 'link',
    file: 'link/link.cc',
    from: 'if (oldest_ == 0) drop_oldest();',
    to: '',
  },
];

describe('a planted defect', () => {
  it.each(DEFECTS)(
    'in $file is found by $target',
    async ({ target, ...patch }) => {
      const away = join(folder, 'planted');
      const result = await fuzz({ target, seconds: DEFECT_SECONDS, root, folder: away, patches: [patch] });
      const [file = ''] = result.findings;
      expect(result.findings).toHaveLength(1);
      expect(readFileSync(file).length).toBeGreaterThan(0);
    },
    LIMIT_MS,
  );
});
