import { expect, test } from 'vitest';
import { small } from './fixtures/small';
import { comparisonJson } from './json';
import { comparisonLatex, escapeLatex } from './latex';
import { comparisonMarkdown } from './markdown';

test('the LaTeX table has escaped names, bold best values and the p of each row', () => {
  expect(comparisonLatex(small)).toBe(String.raw`\begin{table}
\centering
\caption{MAP@all on the 12 test items of Tiny\_1, mean $\pm$ deviation over seeds 1 and 2; chance 0.250. Best values are bold. $p$: sign-flip test over queries against ALSCOR, Holm-corrected.}
\begin{tabular}{llcccc}
\toprule
Method & Score & Image$\to$text & Text$\to$image & Average & $p$ \\
\midrule
ALSCOR & semantic & $\mathbf{0.700} \pm 0.028$ & $\mathbf{0.600} \pm 0.028$ & $\mathbf{0.650} \pm 0.028$ & -- \\
 & canonical & $0.500 \pm 0.000$ & $0.400 \pm 0.000$ & $0.450 \pm 0.000$ & -- \\
ALSCOR without adversary (1 of 2 seeds) & semantic & $\mathbf{0.700} \pm 0.000$ & $\mathbf{0.600} \pm 0.000$ & $\mathbf{0.650} \pm 0.000$ & $0.600$ \\
 & canonical & $0.500 \pm 0.000$ & $0.400 \pm 0.000$ & $0.450 \pm 0.000$ & $1.000$ \\
SM \& co & semantic & $0.640 \pm 0.000$ & $\mathbf{0.600} \pm 0.000$ & $0.620 \pm 0.000$ & $0.200$ \\
 & canonical & $0.520 \pm 0.000$ & $0.420 \pm 0.000$ & $0.470 \pm 0.000$ & $0.030$ \\
Linear CCA & canonical & $0.300 \pm 0.000$ & $0.320 \pm 0.000$ & $0.310 \pm 0.000$ & $<0.001$ \\
\bottomrule
\end{tabular}
\end{table}
`);
});

test('every character that LaTeX would read as a command is escaped', () => {
  expect(escapeLatex('a_b 5% $x$ #1 {y} & ~^ \\z β→')).toBe(String.raw`a\_b 5\% \$x\$ \#1 \{y\} \& \textasciitilde{}\textasciicircum{} \textbackslash{}z $\beta$$\to$`);
});

test('the Markdown table is that of the README', () => {
  expect(comparisonMarkdown(small)).toBe(`| method | score | image→text | text→image | average | beside ALSCOR |
| --- | --- | --- | --- | --- | --- |
| ALSCOR | semantic | **.700 ± .028** | **.600 ± .028** | **.650 ± .028** |  |
| ALSCOR | canonical | .500 ± .000 | .400 ± .000 | .450 ± .000 |  |
| ALSCOR without adversary (1 of 2 seeds) | semantic | **.700 ± .000** | **.600 ± .000** | **.650 ± .000** | not told apart, p = 0.600 |
| ALSCOR without adversary (1 of 2 seeds) | canonical | .500 ± .000 | .400 ± .000 | .450 ± .000 | not told apart, p = 1.000 |
| SM & co | semantic | .640 ± .000 | **.600 ± .000** | .620 ± .000 | not told apart, p = 0.200 |
| SM & co | canonical | .520 ± .000 | .420 ± .000 | .470 ± .000 | ahead, p = 0.030 |
| Linear CCA | canonical | .300 ± .000 | .320 ± .000 | .310 ± .000 | behind, p < 0.001 |
| chance |  | .250 | .250 | .250 |  |
`);
});

test('the JSON file holds every seed, the configuration, the machine and the protocol', () => {
  const read: unknown = JSON.parse(comparisonJson(small, ['ant', 'bee']));
  const written: object = JSON.parse(JSON.stringify(small));
  expect(read).toMatchObject({ ...written, classes: ['ant', 'bee'], protocol: expect.arrayContaining([expect.objectContaining({ term: 'Splits' })]) });
});
