grammar Flow;
file : EOF ;
