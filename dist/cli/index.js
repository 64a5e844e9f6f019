#!/usr/bin/env node
globalThis[Symbol.for('steelyard.cli')] = true;
await import('../index.js');
