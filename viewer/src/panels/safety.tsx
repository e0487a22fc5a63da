/** The room's emergency stops, and the reset that takes two people. */
import { type FormEvent, type ReactElement, useState } from 'react';
import { act, operate } from '../app/actions.ts';
import { useCanAct } from '../app/can-act.ts';
import { cleanName } from '../app/header.tsx';
import { useUi } from '../app/ui-store.ts';
import { useBusy } from '../app/use-busy.ts';
import { directoryOf } from '../live/room-directory.ts';
import { useLive } from '../live/store.ts';

export function Safety(): ReactElement {
  const safety = useLive((state) => state.view.engine?.roomSafety);
  const latched = safety?.latched === true || safety?.kind === 'E_STOP';
  const canAct = useCanAct();
  return (
    <>
      <p className={latched ? 'plate trouble' : 'plate'}>
        Room safety: <strong>{safety?.kind ?? 'unknown'}</strong>
        {safety?.latched === true ? ', latched' : ''}
        {safety?.reason_code === undefined ? '' : ` (${safety.reason_code})`}
      </p>
      <h3 className="section-title">Emergency stops</h3>
      <Stops canAct={canAct} />
      <h3 className="section-title">Reset by two people</h3>
      {canAct ? <Reset latched={latched} /> : <RecordedReset />}
    </>
  );
}

/** How far a reset had come, in a recording. */
function RecordedReset(): ReactElement {
  const reset = useLive((state) => state.view.reset);
  if (reset?.resetting === true) return <p>Confirmed by {reset.confirmedBy ?? 'the second person'}.</p>;
  if (reset?.token !== undefined) return <p>Asked for by {reset.requestedBy ?? 'somebody'}, not yet confirmed.</p>;
  if ((reset?.blockers.length ?? 0) > 0) return <p>Refused. In the way: {reset?.blockers.join(', ')}.</p>;
  return <p className="row-note">Nobody has asked for a reset.</p>;
}

function Stops({ canAct }: { readonly canAct: boolean }): ReactElement {
  const room = useLive((state) => state.room);
  const plants = useLive((state) => state.view.plant);
  if (room === undefined) return <p className="empty">The room is not known yet.</p>;
  const { props, estops, zones } = directoryOf(room);
  return (
    <ul className="rows">
      {estops.map((id) => {
        const prop = props.get(id);
        const pressed = plants[id]?.pressed === true;
        return (
          <li key={id} className="row">
            <div>
              <p className="row-title">{prop?.title ?? id}</p>
              <p className="row-note">
                {zones.get(prop?.zone ?? '') ?? ''} · {pressed ? <strong className="bad">pressed in</strong> : 'out'}
              </p>
            </div>
            {canAct ? (
              <button
                type="button"
                className={pressed ? '' : 'danger'}
                onClick={() => void act(id, pressed ? 'release' : 'press')}
                aria-label={`${pressed ? 'Release' : 'Press'} ${prop?.title ?? id}`}
              >
                {pressed ? 'Release' : 'Press'}
              </button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function Reset({ latched }: { readonly latched: boolean }): ReactElement {
  const reset = useLive((state) => state.view.reset);
  const operator = useUi((state) => state.operator);
  const [busy, during] = useBusy();
  const blockers = reset?.blockers ?? [];
  return (
    <ol className="reset-steps">
      <li>
        <p>The first person asks. Every stop must be released and every device safe and online.</p>
        <button
          type="button"
          disabled={busy || operator === '' || !latched}
          onClick={() => during(operate({ action: 'REQUEST_SAFETY_RESET' }))}
        >
          Request reset{operator === '' ? '' : ` as ${operator}`}
        </button>
        {operator === '' ? <p className="row-note">Enter your name under “Acting as” first.</p> : null}
        {blockers.length > 0 ? (
          <div className="blockers" role="alert">
            <p>
              <strong>Refused.</strong> In the way:
            </p>
            <ul>
              {blockers.map((blocker) => (
                <li key={blocker}>{blocker}</li>
              ))}
            </ul>
          </div>
        ) : null}
      </li>
      <li>
        <p>A second person confirms within a minute.</p>
        {reset?.resetting === true ? (
          <p>Confirmed by {reset.confirmedBy ?? 'the second person'}. The devices are being reset…</p>
        ) : reset?.token === undefined ? (
          <p className="row-note">Nobody has asked for a reset.</p>
        ) : (
          <Confirm token={reset.token} requestedBy={reset.requestedBy ?? 'somebody'} />
        )}
      </li>
    </ol>
  );
}

function Confirm({ token, requestedBy }: { readonly token: string; readonly requestedBy: string }): ReactElement {
  const [name, setName] = useState('');
  const [busy, during] = useBusy();
  const same = name.trim().toLowerCase() === requestedBy.trim().toLowerCase();
  const confirm = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '' && !same) during(operate({ action: 'CONFIRM_SAFETY_RESET', token }, name.trim()));
  };
  return (
    <form className="confirm" onSubmit={confirm}>
      <p>
        Asked by <strong>{requestedBy}</strong>.
      </p>
      <label>
        <span>Second person</span>
        <input
          type="text"
          autoComplete="off"
          maxLength={40}
          value={name}
          onChange={(event) => setName(cleanName(event.target.value))}
        />
      </label>
      <button type="submit" className="primary" disabled={busy || name.trim() === '' || same}>
        Confirm reset
      </button>
      {same && name !== '' ? <p className="row-note bad">It must be another person than {requestedBy}.</p> : null}
    </form>
  );
}
