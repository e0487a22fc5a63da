/** How the game ended, with the time of each objective. */
import type { ReactElement } from 'react';
import { restart } from '../app/actions.ts';
import { useCanAct } from '../app/can-act.ts';
import { formatSpan } from '../live/clock.ts';
import { useLive } from '../live/store.ts';
import { useGameTime } from '../live/use-engine-time.ts';
import { paceOf } from './pace.ts';

const OUTCOMES: Readonly<Record<string, string>> = {
  won: 'Won. The clock strikes for them.',
  lost: 'Lost. Time has run out.',
};

export function Summary(): ReactElement {
  const room = useLive((state) => state.room);
  const engine = useLive((state) => state.view.engine);
  const views = useLive((state) => state.view.objective);
  const { elapsedMs, engineMs } = useGameTime();
  const canAct = useCanAct();
  const outcome = engine?.outcome ?? '';
  return (
    <section className={`summary ${outcome}`} aria-label="How the game ended">
      <h3 className="summary-title">{OUTCOMES[outcome] ?? 'The game is over.'}</h3>
      <p>Played for {formatSpan(elapsedMs)}.</p>
      <table>
        <thead>
          <tr>
            <th scope="col">Objective</th>
            <th scope="col">Time</th>
            <th scope="col">Par</th>
            <th scope="col">Hints</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(room?.objectives.objectives ?? {}).map(([id, { title, parMs }]) => {
            const view = views[id];
            const pace = paceOf(view, parMs, engineMs);
            return (
              <tr key={id}>
                <th scope="row">{title}</th>
                <td>
                  {view?.state === 'solved' && pace !== undefined
                    ? formatSpan(pace.spentMs)
                    : (view?.state ?? 'locked')}
                </td>
                <td>{formatSpan(parMs)}</td>
                <td>{view?.hints.length ?? 0}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {canAct ? (
        <button type="button" className="primary" onClick={() => void restart()}>
          New game
        </button>
      ) : null}
    </section>
  );
}
