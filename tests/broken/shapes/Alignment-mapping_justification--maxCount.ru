# tiny2020/alignment/training-inner-setting has two values of sssom:mapping_justification.
BASE <https://w3id.org/determinants/>
PREFIX semapv: <https://w3id.org/semapv/vocab/>
PREFIX sssom: <https://w3id.org/sssom/>

INSERT DATA { <tiny2020/alignment/training-inner-setting> sssom:mapping_justification semapv:LexicalMatching }
