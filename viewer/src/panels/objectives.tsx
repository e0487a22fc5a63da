/** What the players are to achieve: how far, against par, hints given; the summary when the game is over. */
import type { ReactElement } from 'react';
import { operate } from '../app/actions.ts';
import { useCanAct } from '../app/can-act.ts';
import { formatSpan } from '../live/clock.ts';
import { useLive } from '../live/store.ts';
import { useGameTime } from '../live/use-engine-time.ts';
import { activeFirst, gameAheadMs, type Pace, paceOf } from './pace.ts';
import { Summary } from './summary.tsx';

const STATES: Readonly<Record<string, string>> = {
  locked: 'Not yet',
  active: 'Now',
  solved: 'Solved',
  skipped: 'Skipped',
};

/** `2:05 ahead`, `0:10 behind`, `on par`. */
export function aheadWords(aheadMs: number): string {
  if (Math.abs(aheadMs) < 1000) return 'on par';
  return `${formatSpan(Math.abs(aheadMs))} ${aheadMs > 0 ? 'ahead' : 'behind'}`;
}

export function Objectives(): ReactElement {
  const room = useLive((state) => state.room);
  const views = useLive((state) => state.view.objective);
  const phase = useLive((state) => state.view.engine?.phase);
  const { engineMs } = useGameTime();
  const canAct = useCanAct();
  if (room === undefined) return <p className="empty">The objectives come with the room.</p>;
  const objectives = Object.entries(room.objectives.objectives).map(([id, definition]) => {
    const view = views[id];
    return { id, definition, view, pace: paceOf(view, definition.parMs, engineMs), solved: view?.state === 'solved' };
  });
  const begun = objectives.some(({ pace }) => pace !== undefined);
  return (
    <>
      {phase === 'finished' ? <Summary /> : null}
      {phase === 'idle' ? <StartHere story={room.manifest.story} /> : null}
      {begun && phase !== 'finished' ? (
        <p className="plate pace">The game is {aheadWords(gameAheadMs(objectives))}.</p>
      ) : null}
      <ol className="objectives">
        {activeFirst(objectives).map(({ id, definition, view, pace }) => (
          <li key={id} className={`objective ${view?.state ?? 'locked'}`}>
            <div className="objective-head">
              <h3 className="objective-title">{definition.title}</h3>
              <span className={`chip objective-${view?.state ?? 'locked'}`}>{STATES[view?.state ?? 'locked']}</span>
            </div>
            <ParBar pace={pace} parMs={definition.parMs} />
            {(view?.hints ?? []).length > 0 ? (
              <ol className="hints" aria-label="Hints given">
                {view?.hints.map((hint) => (
                  <li key={hint}>{hint}</li>
                ))}
              </ol>
            ) : null}
            {canAct && view?.state === 'active' ? (
              <ObjectiveButtons id={id} title={definition.title} hints={definition.hints} given={view.hints.length} />
            ) : null}
          </li>
        ))}
      </ol>
    </>
  );
}

function StartHere({ story }: { readonly story: string | undefined }): ReactElement {
  const canAct = useCanAct();
  return (
    <div className="start-here">
      {story === undefined ? null : <p className="story">{story}</p>}
      {canAct ? (
        <button type="button" className="primary large" onClick={() => void operate({ action: 'START_GRAPH' })}>
          Start the game
        </button>
      ) : (
        <p className="row-note">The game has not begun at this instant.</p>
      )}
    </div>
  );
}

function ParBar({ pace, parMs }: { readonly pace: Pace | undefined; readonly parMs: number }): ReactElement {
  const used = Math.min(1, pace?.used ?? 0);
  const over = (pace?.used ?? 0) > 1;
  return (
    <div className="par">
      <span className="par-bar" aria-hidden="true">
        <span
          className={over ? 'over' : pace?.nudge === true ? 'nudge' : ''}
          style={{ inlineSize: `${used * 100}%` }}
        />
      </span>
      <span className="par-words">
        {pace === undefined
          ? `par ${formatSpan(parMs)}`
          : `${formatSpan(pace.spentMs)} of ${formatSpan(parMs)}, ${aheadWords(pace.aheadMs)}`}
      </span>
    </div>
  );
}

interface ObjectiveButtonsProps {
  readonly id: string;
  readonly title: string;
  readonly hints: readonly string[];
  readonly given: number;
}

function ObjectiveButtons({ id, title, hints, given }: ObjectiveButtonsProps): ReactElement {
  const next = hints[given];
  return (
    <div className="objective-buttons">
      {next === undefined ? null : <p className="next-hint">Next hint: “{next}”</p>}
      <div className="button-row">
        <button
          type="button"
          disabled={next === undefined}
          onClick={() => void operate({ action: 'HINT', objective: id })}
          aria-label={`Give the next hint for ${title}`}
        >
          {next === undefined ? 'No more hints' : `Give hint ${given + 1} of ${hints.length}`}
        </button>
        <button
          type="button"
          className="quiet"
          onClick={() => void operate({ action: 'SKIP_OBJECTIVE', objective: id })}
          aria-label={`Skip ${title}`}
        >
          Skip
        </button>
      </div>
    </div>
  );
}
