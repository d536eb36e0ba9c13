export default function RunsPanel() {
  return null;
}
