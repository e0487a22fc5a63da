/** The place of the 3D room, with what lies over it: cameras, tooltip, popup, and what to do when there is no picture. */
import { Component, lazy, type ReactElement, type ReactNode, Suspense, useEffect, useRef } from 'react';
import { directoryOf } from '../live/room-directory.ts';
import { useLive } from '../live/store.ts';
import { describeTruth } from '../props/describe.ts';
import { PropControl } from '../props/prop-control.tsx';
import { flyTo, sceneUi, useSceneUi } from './scene-ui.ts';

const Stage = lazy(() => import('./stage.tsx').then(({ Stage: loaded }) => ({ default: loaded })));

/** Cameras that have a key of their own. */
const KEYS = 9;

export function RoomPane(): ReactElement {
  const phase = useSceneUi((state) => state.phase);
  const title = useLive((state) => state.room?.manifest.title ?? 'the room');
  const pane = useRef<HTMLElement>(null);
  useCameraKeys();
  return (
    <section className="room-pane" aria-label={`3D view of ${title}`} ref={pane}>
      <Guard>
        <Suspense fallback={null}>{phase === 'failed' ? null : <Stage />}</Suspense>
      </Guard>
      {phase === 'loading' ? <p className="room-message">Lighting the gas…</p> : null}
      {phase === 'failed' ? <NoPicture /> : null}
      <CameraButtons />
      <Tooltip pane={pane} />
      <Popup />
    </section>
  );
}

/** A renderer that throws takes the picture with it, not the page. */
class Guard extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }
  override componentDidCatch(error: unknown): void {
    const problem = error instanceof Error ? error.message : String(error);
    sceneUi.setState({ phase: 'failed', problem });
  }
  override render(): ReactNode {
    return this.state.failed ? null : this.props.children;
  }
}

function NoPicture(): ReactElement {
  const problem = useSceneUi((state) => state.problem);
  return (
    <div className="room-message failed" role="alert">
      <h2>No picture of the room</h2>
      <p>{problem}</p>
      <p>Everything else works: the list of props shows them as well.</p>
    </div>
  );
}

function useCameraKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest('input, textarea, select') !== null) return;
      const camera = sceneUi.getState().cameras[Number(event.key) - 1];
      if (camera !== undefined && Number(event.key) <= KEYS) flyTo(camera.name);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function CameraButtons(): ReactElement | null {
  const cameras = useSceneUi((state) => state.cameras);
  const active = useSceneUi((state) => state.flight?.name ?? state.cameras[0]?.name);
  if (cameras.length === 0) return null;
  return (
    <fieldset className="cameras" aria-label="Cameras">
      {cameras.map(({ name, title }, index) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === active}
          {...(index < KEYS ? { 'aria-keyshortcuts': String(index + 1) } : {})}
          onClick={() => flyTo(name)}
        >
          {index < KEYS ? <kbd>{index + 1}</kbd> : null}
          {title}
        </button>
      ))}
    </fieldset>
  );
}

/** Follows the pointer by itself: no state is set while it moves. */
function Tooltip({ pane }: { readonly pane: { readonly current: HTMLElement | null } }): ReactElement | null {
  const hover = useSceneUi((state) => state.hover);
  const readout = useSceneUi((state) => state.readout);
  const tip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = pane.current;
    if (element === null) return;
    const onMove = (event: PointerEvent): void => {
      const box = element.getBoundingClientRect();
      const x = Math.min(event.clientX - box.left + 16, box.width - 230);
      const y = Math.min(event.clientY - box.top + 18, box.height - 90);
      tip.current?.style.setProperty('transform', `translate(${Math.max(4, x)}px, ${Math.max(4, y)}px)`);
    };
    element.addEventListener('pointermove', onMove);
    return () => element.removeEventListener('pointermove', onMove);
  }, [pane]);
  return (
    <div
      ref={tip}
      className={hover === undefined && readout === undefined ? 'tooltip off' : 'tooltip'}
      aria-hidden="true"
    >
      {hover === undefined ? null : (
        <>
          <strong>{hover.title}</strong>
          <TooltipState plant={hover.plant} fallback={hover.state} />
          {hover.does === undefined ? null : <span className="tooltip-does">{hover.does}</span>}
        </>
      )}
      {readout === undefined ? null : <span className="tooltip-readout">{readout}</span>}
    </div>
  );
}

function TooltipState({
  plant,
  fallback,
}: {
  readonly plant: string | undefined;
  readonly fallback: string;
}): ReactElement | null {
  const truth = useLive((state) => (plant === undefined ? undefined : state.view.plant[plant]));
  const room = useLive((state) => state.room);
  const prop = room === undefined || plant === undefined ? undefined : directoryOf(room).props.get(plant);
  const words = prop === undefined ? fallback : describeTruth(prop.model, truth);
  return words === '' ? null : <span>{words}</span>;
}

/** The control of a prop that needs more than a click, beside the pointer. */
function Popup(): ReactElement | null {
  const popup = useSceneUi((state) => state.popup);
  const room = useLive((state) => state.room);
  const truth = useLive((state) => (popup === undefined ? undefined : state.view.plant[popup.plant]));
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (popup !== undefined) box.current?.querySelector<HTMLElement>('input, select, button')?.focus();
  }, [popup]);
  const prop = popup === undefined || room === undefined ? undefined : directoryOf(room).props.get(popup.plant);
  if (popup === undefined || prop === undefined) return null;
  const close = (): void => sceneUi.setState({ popup: undefined });
  return (
    <div
      ref={box}
      className="prop-popup"
      role="dialog"
      aria-label={prop.title}
      style={{ insetInlineStart: `${popup.x}px`, insetBlockStart: `${popup.y}px` }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <p className="row-title">{prop.title}</p>
      <p className="row-note">{describeTruth(prop.model, truth)}</p>
      <PropControl prop={prop} truth={truth ?? {}} />
      <button type="button" className="quiet" onClick={close}>
        Close
      </button>
    </div>
  );
}
