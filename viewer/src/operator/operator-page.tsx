/** The page of a technician at a bench: what to scan, what became of it, and what was seen on the way. */
import { type ReactElement, useEffect, useRef } from 'react';
import { HistoryPanel } from './history-panel.tsx';
import type { BenchView } from './messages.ts';
import { MirrorPanel } from './mirror-panel.tsx';
import { PinsPanel } from './pins-panel.tsx';
import { ScanBar } from './scan-bar.tsx';
import { Stage } from './stage.tsx';
import { useBench, useOperator } from './store.ts';
import { TestsPanel } from './tests-panel.tsx';
import { useScannerKeys } from './use-scanner-keys.ts';
import { DETAILS_ID } from './verdict-stage.tsx';
import { announcement, pageTitle } from './words.ts';

export function OperatorPage(): ReactElement {
  const bench = useBench();
  const field = useRef<HTMLInputElement>(null);
  useScannerKeys(field, bench?.state.run ?? 0, bench?.state.phase);
  const title = pageTitle(bench);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div className={`bench-page ${bench?.state.phase ?? 'idle'}`}>
      <ScanBar bench={bench} field={field} />
      <Connection />
      <p className="unseen" role="alert">
        {bench === undefined ? '' : announcement(bench)}
      </p>
      {bench === undefined ? <NoBench /> : <Bench bench={bench} />}
    </div>
  );
}

function Bench({ bench }: { readonly bench: BenchView }): ReactElement {
  const { phase, request } = bench.state;
  return (
    <main>
      <Stage bench={bench} />
      {phase === 'idle' ? null : (
        <div className="details" id={DETAILS_ID}>
          <TestsPanel state={bench.state} />
          <PinsPanel bench={bench} />
          <MirrorPanel bench={bench} />
          <HistoryPanel serial={request?.serial ?? ''} round={`${bench.id} ${bench.state.run} ${phase}`} />
        </div>
      )}
    </main>
  );
}

/** What is shown stays; it is only not known any more whether it still holds. */
function Connection(): ReactElement | null {
  const status = useOperator((page) => page.status);
  if (status !== 'lost') return null;
  return (
    <div className="connection-lost" role="alert">
      <strong>Connection lost.</strong> This page shows what it knew last. A run goes on without it; its result comes
      back with the connection. Trying again …
    </div>
  );
}

function NoBench(): ReactElement {
  const known = useOperator((page) => page.benches !== undefined);
  const lost = useOperator((page) => page.status === 'lost');
  if (!known) {
    return (
      <main>
        <section className="stage empty-stage">
          <h2>{lost ? 'The bench program does not answer' : 'Looking for benches …'}</h2>
          {lost ? <p>Start “understudy hil serve” again and keep this page open.</p> : null}
        </section>
      </main>
    );
  }
  return (
    <main>
      <section className="stage empty-stage">
        <h2>No bench</h2>
        <p>The hardware map has no device under test.</p>
        <ol className="to-check">
          <li>Plug in the board and its bench controller.</li>
          <li>
            Run <code>understudy hil map --generate</code>, and give one of them the role <code>dut</code>.
          </li>
          <li>
            Start <code>understudy hil serve</code> again.
          </li>
        </ol>
      </section>
    </main>
  );
}
