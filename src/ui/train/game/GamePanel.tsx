export default function GamePanel() {
  return null;
}
