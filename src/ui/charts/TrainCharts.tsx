import { useState } from 'react';
import { AdversaryChart } from './AdversaryChart';
import { StepChart } from './StepChart';
import { ValidationChart } from './ValidationChart';
import { correlationSentence, totalSentence } from '../train/sentences';

const smoothings = [
  { name: 'Off', weight: 0 },
  { name: 'Light', weight: 0.7 },
  { name: 'Strong', weight: 0.93 },
];

export default function TrainCharts() {
  const [smoothing, setSmoothing] = useState(0);
  const [log, setLog] = useState(false);
  return (
    <>
      <div className="chart-options">
        <label>
          Smoothing{' '}
          <select value={smoothing} onChange={({ target }) => setSmoothing(Number(target.value))}>
            {smoothings.map(({ name, weight }) => (
              <option key={name} value={weight}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <input type="checkbox" checked={log} onChange={({ target }) => setLog(target.checked)} /> Log scale for classification
        </label>
      </div>
      <div className="chart-grid">
        <StepChart title="Total loss" smoothing={smoothing} series={[{ key: 'total', name: 'total', colour: 'var(--total)' }]}
          sentence={(point) => totalSentence(point.contrast)} />
        <StepChart title="Correlation loss" smoothing={smoothing} series={[{ key: 'correlation', name: 'correlation', colour: 'var(--correlation)' }]}
          sentence={(point) => correlationSentence(point.correlation)} />
        <StepChart title="Classification losses" smoothing={smoothing} log={log}
          series={[
            { key: 'classImage', name: 'image', colour: 'var(--image)' },
            { key: 'classText', name: 'text', colour: 'var(--text)', dash: '5 3' },
          ]}
          sentence={() => 'Cross-entropy of the intra-modal classifier that both modalities share.'} />
        <AdversaryChart smoothing={smoothing} />
        <ValidationChart />
      </div>
    </>
  );
}
