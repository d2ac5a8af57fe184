// What every page has.
import './copy-button.js';
import './local-time.js';
