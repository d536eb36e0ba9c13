import { useView } from '../../state/view';
import { Boundary } from '../parts/Boundary';
import { Later, type Load } from '../parts/Later';

interface Section {
  /** How addresses call it. */
  name: string;
  title: string;
  load: Load;
}

const sections: Section[] = [
  { name: 'curves', title: 'Curves', load: () => import('../charts/TrainCharts') },
  { name: 'game', title: 'Adversarial game', load: () => import('./game/GamePanel') },
  { name: 'correlation', title: 'Correlation', load: () => import('./correlation/CorrelationPanel') },
  { name: 'space', title: 'Common space', load: () => import('./space/SpacePanel') },
  { name: 'runs', title: 'Runs', load: () => import('./runs/RunsPanel') },
  { name: 'model', title: 'Model files', load: () => import('./model/ModelPanel') },
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
      {sections.map(({ name, title, load }) => (
        <details key={name} className="train-section" open={open.includes(name)} onToggle={({ currentTarget }) => toggle(name, currentTarget.open)}>
          <summary>
            <h2>{title}</h2>
          </summary>
          {open.includes(name) && (
            <Boundary what={`The section ${title}`}>
              <Later load={load} />
            </Boundary>
          )}
        </details>
      ))}
    </div>
  );
}
