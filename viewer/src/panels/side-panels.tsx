/** The panels beside the room, one at a time, as tabs. */
import { type KeyboardEvent, lazy, type ReactElement, Suspense } from 'react';
import { openTab, useUi } from '../app/ui-store.ts';
import { useLive } from '../live/store.ts';
import { PropList } from '../props/prop-list.tsx';
import { ViolationCard } from '../replay/violation-card.tsx';
import { Commands } from './commands.tsx';
import { Devices } from './devices.tsx';
import { Faults } from './faults.tsx';
import { Objectives } from './objectives.tsx';
import { Safety } from './safety.tsx';

const Graph = lazy(() => import('./graph.tsx').then(({ Graph: loaded }) => ({ default: loaded })));

const TABS = [
  { id: 'objectives', title: 'Objectives' },
  { id: 'props', title: 'Props' },
  { id: 'devices', title: 'Devices' },
  { id: 'commands', title: 'Commands' },
  { id: 'faults', title: 'Faults' },
  { id: 'safety', title: 'Safety' },
  { id: 'graph', title: 'Graph' },
] as const;
type TabId = (typeof TABS)[number]['id'];

/** @param withGraph the graph is a tab too (narrow pages; elsewhere it stands under the room, and a violation over the panels) */
export function SidePanels({ withGraph }: { readonly withGraph: boolean }): ReactElement {
  const wanted = useUi((state) => state.tab);
  const faults = useLive((state) => Object.keys(state.view.fault).length);
  const tabs = TABS.filter(({ id }) => withGraph || id !== 'graph');
  const open = tabs.find(({ id }) => id === wanted)?.id ?? 'objectives';
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const at = tabs.findIndex(({ id }) => id === open);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (next === undefined) return;
    event.preventDefault();
    openTab(next.id);
    document.getElementById(`tab-${next.id}`)?.focus();
  };
  return (
    <aside className="rail" aria-label="Panels">
      {withGraph ? null : <ViolationCard />}
      <div className="tabs" role="tablist" aria-label="Panels" onKeyDown={onKeyDown}>
        {tabs.map(({ id, title }) => (
          <button
            key={id}
            id={`tab-${id}`}
            type="button"
            role="tab"
            aria-selected={id === open}
            aria-controls="tab-panel"
            tabIndex={id === open ? 0 : -1}
            onClick={() => openTab(id)}
          >
            {title}
            {id === 'faults' && faults > 0 ? <span className="badge">{faults}</span> : null}
          </button>
        ))}
      </div>
      <section
        id="tab-panel"
        role="tabpanel"
        aria-labelledby={`tab-${open}`}
        className={`panel panel-${open}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel that scrolls must be reachable by the keyboard.
        tabIndex={0}
      >
        <h2 className="unseen">{tabs.find(({ id }) => id === open)?.title}</h2>
        <PanelBody id={open} />
      </section>
    </aside>
  );
}

function PanelBody({ id }: { readonly id: TabId }): ReactElement {
  switch (id) {
    case 'objectives':
      return <Objectives />;
    case 'props':
      return <PropList />;
    case 'devices':
      return <Devices />;
    case 'commands':
      return <Commands />;
    case 'faults':
      return <Faults />;
    case 'safety':
      return <Safety />;
    case 'graph':
      return (
        <Suspense fallback={<p className="empty">Drawing the graph…</p>}>
          <Graph />
        </Suspense>
      );
  }
}
