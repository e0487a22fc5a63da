/** Start, stop, restart; commands on and off; the twin's speed and pause. */
import type { ReactElement } from 'react';
import { operate, restart, setRun } from '../app/actions.ts';
import { useBusy } from '../app/use-busy.ts';
import { useLive } from '../live/store.ts';

export const SPEEDS = [0.5, 1, 1.5, 2, 3, 5, 8, 12, 20] as const;

/** Place on the slider of the speed that is nearest to `speed`. */
export function speedIndex(speed: number): number {
  let best = 0;
  for (const [index, each] of SPEEDS.entries()) {
    if (Math.abs(each - speed) < Math.abs((SPEEDS[best] ?? 1) - speed)) best = index;
  }
  return best;
}

export function GameControls(): ReactElement {
  const engine = useLive((state) => state.view.engine);
  const run = useLive((state) => state.view.run);
  const live = useLive((state) => state.status === 'live');
  const [busy, during] = useBusy();
  const playing = engine?.phase === 'running' || engine?.phase === 'paused';
  const idle = !live || engine === undefined || busy;
  return (
    <div className="game-controls">
      <fieldset className="button-row" aria-label="Game">
        {playing ? (
          <button type="button" disabled={idle} onClick={() => during(operate({ action: 'STOP_GRAPH' }))}>
            Stop game
          </button>
        ) : (
          <button
            type="button"
            className="primary"
            disabled={idle || engine.phase === 'finished'}
            onClick={() => during(operate({ action: 'START_GRAPH' }))}
          >
            Start game
          </button>
        )}
        <button type="button" disabled={idle} onClick={() => during(restart())}>
          {busy ? 'One moment…' : 'Restart'}
        </button>
        {engine?.dispatchEnabled === false && engine.pausedReason === 'MANUAL_PAUSE' ? (
          <button type="button" disabled={idle} onClick={() => during(operate({ action: 'RESUME_DISPATCH' }))}>
            Resume commands
          </button>
        ) : (
          <button type="button" disabled={idle} onClick={() => during(operate({ action: 'PAUSE_DISPATCH' }))}>
            Pause commands
          </button>
        )}
      </fieldset>
      {run?.binding === 'twin' ? (
        <fieldset className="simulation" aria-label="Simulation">
          <button
            type="button"
            disabled={!live}
            aria-pressed={run.paused}
            onClick={() => void setRun({ paused: !run.paused })}
          >
            {run.paused ? 'Run time' : 'Freeze time'}
          </button>
          <label className="speed">
            <span>Speed</span>
            <input
              type="range"
              min={0}
              max={SPEEDS.length - 1}
              step={1}
              disabled={!live}
              value={speedIndex(run.speed)}
              aria-valuetext={`${run.speed} times real time`}
              onChange={(event) => void setRun({ speed: SPEEDS[Number(event.target.value)] ?? 1 })}
            />
            <output>×{run.speed}</output>
          </label>
        </fieldset>
      ) : null}
    </div>
  );
}
