export default function ModelPanel() {
  return null;
}
