/** What is seen from three metres away: what the bench waits for, what it does, what it found. */
import type { ReactElement } from 'react';
import type { BenchState, BenchView } from './messages.ts';
import { stopRun } from './requests.ts';
import { ScanShape } from './shapes.tsx';
import { VerdictStage } from './verdict-stage.tsx';
import { FLASH_WORDS } from './words.ts';

export function Stage({ bench }: { readonly bench: BenchView }): ReactElement {
  const { state } = bench;
  if (state.verdict !== undefined) return <VerdictStage bench={bench} verdict={state.verdict} />;
  if (state.phase === 'idle') return <Waiting bench={bench} />;
  return <Working bench={bench} />;
}

function Waiting({ bench }: { readonly bench: BenchView }): ReactElement {
  return (
    <section className="stage waiting" aria-label="Bench">
      <ScanShape />
      <h2>Scan a board</h2>
      <p>
        {bench.anySerial
          ? `${bench.title}: any serial will do, the board is emulated.`
          : `${bench.title} is ready. Its label is read, or typed and ended with Enter.`}
      </p>
    </section>
  );
}

function Working({ bench }: { readonly bench: BenchView }): ReactElement {
  const { state } = bench;
  const { share, what } = progressOf(state);
  return (
    <section className="stage working" aria-label="Bench">
      <div className="working-head">
        <h2>{PHASE_WORDS[state.phase] ?? 'Working'}</h2>
        <p className="serial">{state.request?.serial}</p>
        {state.phase === 'testing' ? (
          <button type="button" className="large" onClick={() => void stopRun(bench.id)}>
            Stop
          </button>
        ) : null}
      </div>
      <progress aria-label="Progress" max={1} {...(share === undefined ? {} : { value: share })} />
      <p className="working-what">{what}</p>
    </section>
  );
}

const PHASE_WORDS: Readonly<Partial<Record<BenchState['phase'], string>>> = {
  scanning: 'Looking for the board',
  flashing: 'Flashing',
  testing: 'Testing',
};

/** 0 to 1 of what is under way; undefined where nobody knows. */
function progressOf({ phase, flash, tests }: BenchState): { readonly share?: number; readonly what: string } {
  if (phase === 'flashing' && flash !== undefined) {
    const { doneBytes, totalBytes } = flash;
    const words = `${FLASH_WORDS[flash.phase]} …`;
    if (flash.phase !== 'write' || totalBytes === 0) return { what: `${words} Do not unplug the board.` };
    const share = doneBytes / totalBytes;
    return { share, what: `${words} ${Math.round(100 * share)} %. Do not unplug the board.` };
  }
  if (phase === 'testing' && tests.length > 0) {
    const done = tests.filter(({ status }) => status !== 'waiting' && status !== 'running').length;
    const now = tests.find(({ status }) => status === 'running');
    return { share: done / tests.length, what: `${done} of ${tests.length} tests. ${now?.title ?? ''}` };
  }
  return { what: 'Is the bench free, and is it the right board?' };
}
