# tiny2020/alignment/training-inner-setting has no sssom:mapping_justification.
BASE <https://w3id.org/determinants/>
PREFIX sssom: <https://w3id.org/sssom/>

DELETE WHERE { <tiny2020/alignment/training-inner-setting> sssom:mapping_justification ?value }
