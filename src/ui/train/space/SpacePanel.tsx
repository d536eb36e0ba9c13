export default function SpacePanel() {
  return null;
}
