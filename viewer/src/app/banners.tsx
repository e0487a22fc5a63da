/** What the whole page must know: connection, latched safety, dispatch that is paused, a room that cannot be read. */
import type { ReactElement } from 'react';
import { useLive } from '../live/store.ts';
import { formatInstant } from '../replay/format-instant.ts';
import { useReplay } from '../replay/replay.ts';
import { operate } from './actions.ts';
import { useCanAct } from './can-act.ts';
import { openTab } from './ui-store.ts';

export function Banners(): ReactElement {
  const status = useLive((state) => state.status);
  const problem = useLive((state) => state.roomProblem);
  const engine = useLive((state) => state.view.engine);
  const canAct = useCanAct();
  const latched = engine?.roomSafety.latched === true || engine?.roomSafety.kind === 'E_STOP';
  return (
    <div className="banners" role="status" aria-live="assertive">
      {status === 'connecting' ? <p className="banner info">Connecting to the engine…</p> : null}
      <RecordingBanner />
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
          <strong>Emergency stop latched.</strong> Outputs are off.{' '}
          {canAct ? (
            <>
              Two people must reset the room.{' '}
              <button type="button" className="link" onClick={() => openTab('safety')}>
                Go to the reset
              </button>
            </>
          ) : null}
        </p>
      ) : null}
      {!latched && engine?.dispatchEnabled === false && engine.phase !== 'idle' ? (
        <p className="banner info">
          No commands are sent: {reasonWords(engine.pausedReason)}.{' '}
          {canAct && engine.pausedReason === 'MANUAL_PAUSE' ? (
            <button type="button" className="link" onClick={() => void operate({ action: 'RESUME_DISPATCH' })}>
              Send them again
            </button>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}

/** A recording that is being read, or that ends before its run did. */
function RecordingBanner(): ReactElement | null {
  const reading = useLive((state) => state.status === 'recording');
  const recording = useReplay((state) => state.recording);
  if (!reading) return null;
  if (recording === undefined) return <p className="banner info">Reading the recording…</p>;
  if (recording.whole) return null;
  return (
    <p className="banner trouble">
      <strong>The recording was cut.</strong> Its writer stopped at {formatInstant(recording.endUs)}; the run went on.
    </p>
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
