/** Every prop that players can work, as a list: the same as the room in 3D, for the keyboard and for screen readers. */
import { type ReactElement, useState } from 'react';
import { selectDevice, useUi } from '../app/ui-store.ts';
import { directoryOf, type PropEntry } from '../live/room-directory.ts';
import { useLive } from '../live/store.ts';
import type { Truth } from '../live/view.ts';
import { controlOf } from './controls.ts';
import { describeTruth } from './describe.ts';
import { PropControl } from './prop-control.tsx';

export function PropList(): ReactElement {
  const room = useLive((state) => state.room);
  const plants = useLive((state) => state.view.plant);
  const [all, setAll] = useState(false);
  if (room === undefined) return <p className="empty">The props come with the room.</p>;
  const { props, zones } = directoryOf(room);
  const shown = [...props.values()].filter((prop) => all || controlOf(prop) !== undefined);
  const byZone = groupByZone(shown);
  return (
    <>
      <div className="filter">
        <label className="check">
          <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} />
          <span>Also what nobody can work</span>
        </label>
        <p className="count">{shown.length} props</p>
      </div>
      {[...byZone].map(([zone, members]) => (
        <section key={zone} aria-label={zones.get(zone) ?? 'Elsewhere'}>
          <h3 className="section-title">{zones.get(zone) ?? 'Elsewhere'}</h3>
          <ul className="rows">
            {members.map((prop) => (
              <PropRow key={prop.id} prop={prop} truth={plants[prop.id]} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function PropRow({ prop, truth }: { readonly prop: PropEntry; readonly truth: Truth | undefined }): ReactElement {
  const selected = useUi((state) => state.plant === prop.id);
  return (
    <li className={selected ? 'row selected' : 'row'}>
      <div>
        <button type="button" className="row-title link" onClick={() => selectDevice(prop.device, prop.id)}>
          {prop.title}
        </button>
        <p className="row-note">{describeTruth(prop.model, truth)}</p>
      </div>
      <PropControl prop={prop} truth={truth ?? {}} />
    </li>
  );
}

function groupByZone(props: readonly PropEntry[]): ReadonlyMap<string, readonly PropEntry[]> {
  const groups = new Map<string, PropEntry[]>();
  for (const prop of props) {
    const members = groups.get(prop.zone) ?? [];
    members.push(prop);
    groups.set(prop.zone, members);
  }
  return groups;
}
