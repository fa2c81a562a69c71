export { SCREEN_LABELS, SCREENS, type Screen } from '../../shared/screens.ts';
