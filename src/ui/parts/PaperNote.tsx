export function PaperNote() {
  return (
    <details className="paper-note">
      <summary>How this differs from the paper</summary>
      <p>
        ALSCOR is the method of Zhu, Song et al., “Adversarial Learning-Based Semantic Correlation Representation for Cross-Modal Retrieval”, IEEE
        MultiMedia 27(4):79–90, 2020 (<a href="https://doi.org/10.1109/mmul.2020.3015764">doi 10.1109/mmul.2020.3015764</a>). Only its abstract is
        openly readable. It gives the parts: two representation nets, a CCA model on top of them, an intra-modal classifier, and a modality
        classifier that the nets learn to fool. The losses, widths, weights and schedules used here are this project’s reconstruction, so the
        figures on this page are not the paper’s. Two things go beyond it: by default four such models are trained side by side, each with its
        own start and its own validation items, and answer together (“Members”; 1 trains a single one), and a contrastive term can be switched
        on (“Contrast weight”).
      </p>
    </details>
  );
}
