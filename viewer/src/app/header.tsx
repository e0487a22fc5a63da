/** The head of the page: what room, how it stands, the clock, the game's controls, the emergency stop. */
import type { ReactElement } from 'react';
import { useLive } from '../live/store.ts';
import { EmergencyStop } from '../panels/emergency-stop.tsx';
import { GameControls } from '../panels/game-controls.tsx';
import { GameTimer } from '../panels/game-timer.tsx';
import { useReplay } from '../replay/replay.ts';
import { RunFacts } from '../replay/run-facts.tsx';
import { setOperator, useUi } from './ui-store.ts';

const PHASES: Readonly<Record<string, string>> = {
  idle: 'Ready',
  running: 'In progress',
  paused: 'Paused',
  finished: 'Finished',
};

const LINKS = { live: 'Live', lost: 'Lost', connecting: 'Connecting', recording: 'Recording', bench: 'Bench' } as const;

export function Header(): ReactElement {
  const title = useLive((state) => state.room?.manifest.title);
  const phase = useLive((state) => state.view.engine?.phase);
  const status = useLive((state) => state.status);
  const dryRun = useLive((state) => state.view.engine?.dryRun === true);
  const failed = useReplay((state) => state.phase === 'failed');
  const waiting = failed ? 'Nothing to show' : status === 'recording' ? 'Opening' : 'Waiting for the engine';
  const faults = useLive((state) => Object.keys(state.view.fault).length);
  return (
    <header className="head">
      <div className="nameplate">
        <p className="maker">Understudy</p>
        <h1>{title ?? 'The room'}</h1>
        <p className="standing">
          <span className={`chip phase-${phase ?? 'unknown'}`}>{PHASES[phase ?? ''] ?? waiting}</span>
          <span className={`chip link-${status}`}>{LINKS[status]}</span>
          {dryRun ? <span className="chip">Dry run</span> : null}
          {faults > 0 ? <span className="chip warn">{faults === 1 ? '1 fault' : `${faults} faults`}</span> : null}
        </p>
      </div>
      {failed ? null : <GameTimer />}
      {status === 'recording' ? (
        <RunFacts />
      ) : (
        <>
          <GameControls />
          <OperatorName />
          <EmergencyStop />
        </>
      )}
    </header>
  );
}

/** Who acts from this page; names become users when users and roles exist. */
function OperatorName(): ReactElement {
  const operator = useUi((state) => state.operator);
  return (
    <label className="operator">
      <span>Acting as</span>
      <input
        type="text"
        autoComplete="off"
        maxLength={40}
        placeholder="your name"
        value={operator}
        onChange={(event) => setOperator(cleanName(event.target.value))}
      />
    </label>
  );
}

/** Keeps what the API takes as a name: letters, digits, spaces, dot, hyphen, underscore. */
export function cleanName(text: string): string {
  return text.replace(/[^A-Za-zÀ-ÖØ-öø-ÿ0-9 ._-]/g, '').replace(/^[ ._-]+/, '');
}
