import { simulatedProduct } from '../../test/support/simulated-product.ts';
const p = simulatedProduct({cases:300,chances:[.9],seed:'a'});
const c=[0,0];
for (let i=0;i<300;i++) { const r=p.answer({text:`x\ndrop=0.2\n[case-${String(i).padStart(4,'0')}] q`,nth:0}); c[r==='yes'?1:0]!++; }
console.log(c);
