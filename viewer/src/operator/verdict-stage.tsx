/** PASS or FAIL, as large as the screen allows, until the next scan. */
import type { ReactElement } from 'react';
import type { BenchView, Verdict } from './messages.ts';
import { VerdictShape } from './shapes.tsx';
import { countWords, VERDICT_MEANINGS, VERDICT_WORDS } from './words.ts';

/** Where the tests, the pins and the history of the board are. */
export const DETAILS_ID = 'details';

export function VerdictStage({
  bench,
  verdict,
}: {
  readonly bench: BenchView;
  readonly verdict: Verdict;
}): ReactElement {
  const { kind, code } = verdict;
  return (
    <section className={`stage verdict ${kind}`} aria-label="Result">
      <div className="verdict-face">
        <VerdictShape kind={kind} />
        <h2>{VERDICT_WORDS[kind]}</h2>
      </div>
      <div className="verdict-facts">
        <p className="serial">{bench.state.request?.serial}</p>
        <p className="verdict-meaning">{VERDICT_MEANINGS[kind]}</p>
        {code === undefined ? null : <Cause verdict={verdict} code={code} />}
        <p className="verdict-foot">{footOf(bench, verdict)}</p>
        <a className="verdict-more" href={`#${DETAILS_ID}`}>
          {kind === 'pass' || kind === 'flashed' ? 'Details and history' : 'All tests and history'} ↓
        </a>
      </div>
    </section>
  );
}

function Cause({ verdict, code }: { readonly verdict: Verdict; readonly code: string }): ReactElement {
  const { test, means, check, message, expected, seen } = verdict;
  return (
    <>
      <p className="verdict-code">
        {code
          .split('_')
          .flatMap((word, index) => (index === 0 ? [word] : ['_', <wbr key={word + String(index)} />, word]))}
      </p>
      {means === undefined ? null : <p className="verdict-means">{means}</p>}
      {check.length === 0 ? null : (
        <>
          <h3>What to check</h3>
          <ol className="to-check">
            {check.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ol>
        </>
      )}
      <p className="verdict-why">
        {test === undefined ? null : <strong>{test.replace(/\.?$/, '.')} </strong>}
        {expected === undefined ? message : `Expected ${expected}, seen ${seen ?? 'nothing'}.`}
      </p>
    </>
  );
}

function footOf(bench: BenchView, { counts, others }: Verdict): string {
  const counted = countWords(counts);
  const more = others === 0 ? '' : others === 1 ? 'One more test is not good.' : `${others} more tests are not good.`;
  const build = bench.state.buildHash === undefined ? '' : `Firmware ${bench.state.buildHash}.`;
  return [counted === '' ? '' : `${counted}.`, more, build].filter((part) => part !== '').join(' ');
}
