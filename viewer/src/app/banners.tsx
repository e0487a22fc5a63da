/** What the whole page must know: connection, latched safety, dispatch that is paused, a room that cannot be read. */
import type { ReactElement } from 'react';
import { useLive } from '../live/store.ts';
import { operate } from './actions.ts';
import { openTab } from './ui-store.ts';

export function Banners(): ReactElement {
  const status = useLive((state) => state.status);
  const problem = useLive((state) => state.roomProblem);
  const engine = useLive((state) => state.view.engine);
  const latched = engine?.roomSafety.latched === true || engine?.roomSafety.kind === 'E_STOP';
  return (
    <div className="banners" role="status" aria-live="assertive">
      {status === 'connecting' ? <p className="banner info">Connecting to the engine…</p> : null}
      {status === 'lost' ? (
        <p className="banner trouble">
          <strong>Connection lost.</strong> What you see is the last known state; trying again…
        </p>
      ) : null}
      {problem !== undefined && status === 'live' ? (
        <p className="banner trouble">The room’s files cannot be read: {problem}</p>
      ) : null}
      {latched ? (
        <p className="banner stop">
          <strong>Emergency stop latched.</strong> Outputs are off. Two people must reset the room.{' '}
          <button type="button" className="link" onClick={() => openTab('safety')}>
            Go to the reset
          </button>
        </p>
      ) : null}
      {!latched && engine?.dispatchEnabled === false && engine.phase !== 'idle' ? (
        <p className="banner info">
          No commands are sent: {reasonWords(engine.pausedReason)}.{' '}
          {engine.pausedReason === 'MANUAL_PAUSE' ? (
            <button type="button" className="link" onClick={() => void operate({ action: 'RESUME_DISPATCH' })}>
              Send them again
            </button>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}

const REASONS: Readonly<Record<string, string>> = {
  BROKER_DOWN: 'the message broker is down',
  SAFETY_LATCHED: 'safety is latched',
  MANUAL_PAUSE: 'an operator paused them',
};

function reasonWords(reason: string | undefined): string {
  return reason === undefined ? 'dispatch is off' : (REASONS[reason] ?? reason);
}
