/** The controller on the bench as its room would show it: each prop in words, and on demand the room's own picture. */
import { lazy, type ReactElement, Suspense, useMemo, useState } from 'react';
import { recall, remember } from '../app/memory.ts';
import { directoryOf, type PropEntry, titleOfId } from '../live/room-directory.ts';
import { useLive } from '../live/store.ts';
import { describeTruth } from '../props/describe.ts';
import { useSceneUi } from '../scene/scene-ui.ts';
import type { BenchView, MirrorView } from './messages.ts';
import { devicesOf, useMirror } from './mirror.ts';
import { isBusy, useOperator } from './store.ts';

const Stage = lazy(() => import('../scene/stage.tsx').then(({ Stage: loaded }) => ({ default: loaded })));

/** Later than this is worth a word. */
const LATE_MS = 1500;

export function MirrorPanel({ bench }: { readonly bench: BenchView }): ReactElement {
  const mirror = useMirror(bench.id);
  const [picture, setPicture] = useState(recall('bench-picture', 'off') === 'on');
  const toggle = (): void => {
    remember('bench-picture', picture ? 'off' : 'on');
    setPicture(!picture);
  };
  const seen = mirror !== undefined && Object.keys(mirror.entries).length > 0;
  return (
    <section className="detail mirror" aria-labelledby="mirror-title">
      <h2 id="mirror-title">In the room</h2>
      {seen ? (
        <>
          <p className="mirror-when" data-behind-ms={mirror.behindMs}>
            <When bench={bench} mirror={mirror} />
          </p>
          <button type="button" aria-expanded={picture} onClick={toggle}>
            {picture ? 'Hide the picture' : 'Show in 3D'}
          </button>
          {picture ? <Picture controller={mirror.controller} /> : null}
          <Props mirror={mirror} />
          <h3>What is not seen</h3>
          <ul className="unseen-list">
            {mirror.unseen.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      ) : (
        <p className="empty">
          {mirror === undefined
            ? 'The bench has not looked at this board yet.'
            : 'The room has no props on this controller.'}
        </p>
      )}
    </section>
  );
}

/** Whether it is now, how late, or how long gone. */
function When({ bench, mirror }: { readonly bench: BenchView; readonly mirror: MirrorView }): ReactElement {
  const lost = useOperator((page) => page.status === 'lost');
  const { behindMs, pace } = mirror;
  if (lost) return <>Connection lost: as it was seen last.</>;
  if (behindMs > LATE_MS) {
    const faster = pace > 1 ? `, ${pace} times as fast` : '';
    return (
      <>
        A recording of the bench, {Math.round(behindMs / 1000)} s behind{faster}.
      </>
    );
  }
  return isBusy(bench) ? <>As the bench sees it now.</> : <>As the bench saw it last.</>;
}

/** The room's own scene; what hangs on other controllers is dim. */
function Picture({ controller }: { readonly controller: string }): ReactElement {
  const room = useLive((state) => state.room);
  const problem = useLive((state) => state.roomProblem);
  const { phase, problem: trouble } = useSceneUi((state) => state);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read from the room, once it is there
  const devices = useMemo(() => devicesOf(controller), [controller, room]);
  const why = phase === 'failed' ? trouble : room === undefined ? problem : undefined;
  return (
    <figure className="mirror-picture" aria-label={`3D view of ${titleOfId(controller)}`}>
      {devices === undefined || phase === 'failed' ? null : (
        <Suspense fallback={null}>
          <Stage devices={devices} />
        </Suspense>
      )}
      {why === undefined ? phase === 'ready' ? null : <p>Loading …</p> : <p role="alert">No picture: {why}</p>}
    </figure>
  );
}

function Props({ mirror }: { readonly mirror: MirrorView }): ReactElement | null {
  const room = useLive((state) => state.room);
  const props = room === undefined ? undefined : directoryOf(room).props;
  return (
    <ul className="mirror-props">
      {Object.entries(mirror.entries).map(([key, truth]) => {
        const plant = key.slice(key.indexOf('/') + 1);
        const prop: PropEntry | undefined = props?.get(plant);
        return (
          <li key={plant} data-plant={plant}>
            <span>{prop?.title ?? titleOfId(plant)}</span>
            <span className="mirror-state">{prop === undefined ? '' : describeTruth(prop.model, truth)}</span>
          </li>
        );
      })}
    </ul>
  );
}
