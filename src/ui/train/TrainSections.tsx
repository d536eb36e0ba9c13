import { lazy, Suspense, type ComponentType } from 'react';
import { useView } from '../../state/view';
import { Boundary } from '../parts/Boundary';

interface Section {
  /** How addresses call it. */
  name: string;
  title: string;
  Content: ComponentType;
}

const sections: Section[] = [
  { name: 'curves', title: 'Curves', Content: lazy(() => import('../charts/TrainCharts')) },
  { name: 'game', title: 'Adversarial game', Content: lazy(() => import('./game/GamePanel')) },
  { name: 'correlation', title: 'Correlation', Content: lazy(() => import('./correlation/CorrelationPanel')) },
  { name: 'space', title: 'Common space', Content: lazy(() => import('./space/SpacePanel')) },
  { name: 'runs', title: 'Runs', Content: lazy(() => import('./runs/RunsPanel')) },
  { name: 'model', title: 'Model files', Content: lazy(() => import('./model/ModelPanel')) },
];

const usuallyOpen = ['curves'];

/** The parts of Train beside its controls; the address says which are open. */
export function TrainSections() {
  const chosen = useView((state) => state.open);
  const choose = useView((state) => state.choose);
  const open = chosen ?? usuallyOpen;
  const toggle = (name: string, opened: boolean) => {
    if (opened === open.includes(name)) return;
    choose({ open: sections.map((section) => section.name).filter((other) => (other === name ? opened : open.includes(other))) });
  };
  return (
    <div className="train-sections">
      {sections.map(({ name, title, Content }) => (
        <details key={name} className="train-section" open={open.includes(name)} onToggle={({ currentTarget }) => toggle(name, currentTarget.open)}>
          <summary>
            <h2>{title}</h2>
          </summary>
          {open.includes(name) && (
            <Boundary what={`The section ${title}`}>
              <Suspense fallback={<p className="muted">Loading…</p>}>
                <Content />
              </Suspense>
            </Boundary>
          )}
        </details>
      ))}
    </div>
  );
}
