export default function CorrelationPanel() {
  return null;
}
