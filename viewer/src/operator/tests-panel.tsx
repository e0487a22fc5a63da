/** Planned tests by suite. Of a long suite that holds, nobody reads each line: what counts comes first, all on demand. */
import { type ReactElement, useState } from 'react';
import type { BenchState, TestRow } from './messages.ts';
import { StatusShape } from './shapes.tsx';
import { Test } from './test-row.tsx';

export function TestsPanel({ state }: { readonly state: BenchState }): ReactElement {
  const { tests, phase } = state;
  const suites = [...new Set(tests.map(({ suite }) => suite))];
  return (
    <section className="detail tests" aria-labelledby="tests-title">
      <h2 id="tests-title">Tests</h2>
      {tests.length > 0 ? null : (
        <p className="empty">{phase === 'passed' ? 'None: the board was only flashed.' : 'Nothing is planned yet.'}</p>
      )}
      {suites.map((suite) => (
        <Suite key={suite} suite={suite} tests={tests.filter((row) => row.suite === suite)} />
      ))}
    </section>
  );
}

const SUITES: Readonly<Record<TestRow['suite'], string>> = {
  bench: 'The bench itself',
  conformance: 'Conformance with the contract',
  timing: 'Timing',
  safety: 'Safety',
  scenario: 'Scenarios',
};

/** Suites up to this length are shown whole. */
const SHORT = 8;

function Suite({
  suite,
  tests,
}: {
  readonly suite: TestRow['suite'];
  readonly tests: readonly TestRow[];
}): ReactElement {
  const [all, setAll] = useState(false);
  const good = tests.filter(({ status }) => status === 'passed').length;
  const shown = all || tests.length <= SHORT ? tests : tests.filter(counts);
  return (
    <div className="suite">
      <h3>
        <StatusShape status={suiteStatus(tests)} />
        {SUITES[suite]}
        <span className="figure suite-count">
          {good} of {tests.length}
        </span>
      </h3>
      {shown.length === 0 ? null : (
        <ul>
          {shown.map((row) => (
            <Test key={row.id} row={row} />
          ))}
        </ul>
      )}
      {tests.length <= SHORT ? null : (
        <button type="button" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show less' : `Show all ${tests.length}`}
        </button>
      )}
    </div>
  );
}

/** What somebody wants to see of a long suite: what runs, what is not good, what is hardly so. */
const counts = ({ status, measurements }: TestRow): boolean =>
  !['waiting', 'passed', 'filtered', 'blocked'].includes(status) ||
  measurements.some(({ verdict }) => verdict !== 'within');

/** The worst of a suite, and while it goes on that it does. */
const WORST: readonly TestRow['status'][] = ['running', 'failed', 'error', 'invalid', 'blocked', 'waiting', 'skipped'];

function suiteStatus(tests: readonly TestRow[]): TestRow['status'] {
  const worst = WORST.find((status) => tests.some((row) => row.status === status));
  return worst ?? (tests.some(({ status }) => status === 'passed') ? 'passed' : 'filtered');
}
